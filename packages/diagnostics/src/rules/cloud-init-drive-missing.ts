import { isCloudInitDrive } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { disksOf } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

const setting = /^(ciuser|cipassword|sshkeys|cicustom|ipconfig\d+)$/

/** The settings reach the guest on the drive and in no other way. Some take it away on purpose after the first boot. */
export const cloudInitDriveMissing = defineRule({
  id: 'cloud-init-drive-missing',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'move-cloud-init-drive',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const keys = Object.keys(item.config.values).filter((key) => setting.test(key) && item.config.values[key] !== '')
      const hasDrive = disksOf(item.config).some((disk) => disk.bus !== 'unused' && isCloudInitDrive(disk))
      const comes = item.config.pending.some((row) => row.pending?.includes('cloudinit'))
      if (keys.length === 0 || hasDrive || comes) return []
      // Values such as a password are not told, only that they are there.
      return [
        foundIn(item, [], { params: { keys: listed(keys) }, evidence: [seen(item.part, 'settings', listed(keys))] }),
      ]
    }),
})
