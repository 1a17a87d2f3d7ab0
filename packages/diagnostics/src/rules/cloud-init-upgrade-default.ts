import { cloudInitMachinesOf, customPartsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn, isLinux } from '../guest-lint.ts'

/** PVE asks for all upgrades at the first boot unless it is told not to; until they are done, packages are locked. */
export const cloudInitUpgradeDefault = defineRule({
  id: 'cloud-init-upgrade-default',
  area: 'cloud-init',
  severity: 'notice',
  offIn: ['home'],
  needs: ['guests', 'guestConfigs'],
  fix: 'choose-cloud-init-upgrades',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter((item) => isLinux(item) && item.config.values['ciupgrade'] === undefined)
      .filter(({ config }) => customPartsOf(config)['user'] === undefined)
      .map((item) => foundIn(item, ['ciupgrade', item.drive.key])),
})
