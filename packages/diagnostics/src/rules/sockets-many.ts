import { defineRule } from '../define-rule.ts'
import { isOn } from '../guest-config.ts'
import { countOf, foundIn, machinesOf } from '../guest-lint.ts'

/** Sockets count only for licences and, with NUMA on, for where the memory lies. Otherwise cores do the same. */
export const socketsMany = defineRule({
  id: 'sockets-many',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'size-guest',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const sockets = countOf(item.config.values['sockets'], 1)
      if (sockets === null || sockets < 2 || isOn(item.config.values['numa'])) return []
      return [foundIn(item, ['sockets', 'cores', 'numa'], { params: { sockets } })]
    }),
})
