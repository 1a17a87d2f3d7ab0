import { defineRule } from '../define-rule.ts'
import { foundIn, inspectedOf } from '../guest-lint.ts'

/** A card that is handed through, or given to QEMU by hand, is a network that this cannot see. */
export const guestWithoutNetwork = defineRule({
  id: 'guest-without-network',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-guest-network',
  check: (facts) =>
    inspectedOf(facts)
      .filter(({ config }) => !Object.keys(config.values).some((key) => /^(net|hostpci|usb|lxc\.net.*)\d*$/.test(key)))
      .filter(({ config }) => config.values['args'] === undefined && config.values['lxc'] === undefined)
      .filter(({ config }) => !config.pending.some((row) => /^net\d+$/.test(row.key)))
      .map((item) => foundIn(item, ['net0'])),
})
