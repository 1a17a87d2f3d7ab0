import { cloudInitMachinesOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn, isLinux } from '../guest-lint.ts'

/** Most cloud images speak to a serial port first; some stop with a kernel panic at the first boot when there is none. */
export const cloudInitSerialMissing = defineRule({
  id: 'cloud-init-serial-missing',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'add-serial-console',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter((item) => isLinux(item) && !Object.keys(item.config.values).some((key) => /^serial\d$/.test(key)))
      .map((item) => foundIn(item, ['serial0', item.drive.key])),
})
