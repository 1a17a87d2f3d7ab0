import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'
import { sift } from '../sift.ts'

const isNetwork = (key: string) => /^(net|hostpci|usb|lxc\.net.*)\d*$/.test(key)
const unconnected = sift(({ values, pending }) => {
  if (values['args'] !== undefined || values['lxc'] !== undefined || Object.keys(values).some(isNetwork)) return null
  return pending.some((row) => /^net\d+$/.test(row.key)) ? null : true
})

/** A card that is handed through, or given to QEMU by hand, is a network that this cannot see. */
export const guestWithoutNetwork = defineRule({
  id: 'guest-without-network',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-guest-network',
  check: (facts) => unconnected(facts).map(({ item }) => foundIn(item, ['net0'])),
})
