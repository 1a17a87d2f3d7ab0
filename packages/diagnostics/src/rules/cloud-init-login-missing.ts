import { cloudInitMachinesOf, customPartsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'

/** Cloud images have no password. Own user-data and vendor-data may bring a login of their own. */
export const cloudInitLoginMissing = defineRule({
  id: 'cloud-init-login-missing',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'set-cloud-init-login',
  learnMore: 'https://pve.proxmox.com/wiki/Cloud-Init_Support',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter(({ config: { values } }) => !values['cipassword'] && !values['sshkeys'])
      .filter(({ config }) => !customPartsOf(config)['user'] && !customPartsOf(config)['vendor'])
      .map((item) => foundIn(item, ['ciuser', 'cicustom', item.drive.key])),
})
