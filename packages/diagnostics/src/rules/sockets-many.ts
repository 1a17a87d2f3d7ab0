import { defineRule } from '../define-rule.ts'
import { isOn } from '../guest-config.ts'
import { countOf, foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const several = siftMachines(({ values }) => {
  const sockets = countOf(values['sockets'], 1)
  return sockets === null || sockets < 2 || isOn(values['numa']) ? null : sockets
})

/** Sockets count only for licences and, with NUMA on, for where the memory lies. Otherwise cores do the same. */
export const socketsMany = defineRule({
  id: 'sockets-many',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'size-guest',
  check: (facts) =>
    several(facts).map(({ item, held: sockets }) =>
      foundIn(item, ['sockets', 'cores', 'numa'], { params: { sockets } }),
    ),
})
