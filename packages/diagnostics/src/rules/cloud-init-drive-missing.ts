import { isCloudInitDrive } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { GuestConfig } from '../facts.ts'
import { listed } from '../figures.ts'
import { disksOf } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'
import { remember } from '../remember.ts'

const setting = /^(ciuser|cipassword|sshkeys|cicustom|ipconfig\d+)$/

/** The names of its settings where there is neither a drive nor one to come. */
const strandedIn = remember(({ values, pending }: GuestConfig): readonly string[] => {
  const keys = Object.keys(values).filter((key) => setting.test(key) && values[key] !== '')
  if (keys.length === 0 || pending.some((row) => row.pending?.includes('cloudinit'))) return []
  return disksOf({ values, pending }).some((disk) => disk.bus !== 'unused' && isCloudInitDrive(disk)) ? [] : keys
})

/** The settings reach the guest on the drive and in no other way. Some take it away on purpose after the first boot. */
export const cloudInitDriveMissing = defineRule({
  id: 'cloud-init-drive-missing',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'move-cloud-init-drive',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const keys = strandedIn(item.config)
      if (keys.length === 0) return []
      // Values such as a password are not told, only that they are there.
      return [
        foundIn(item, [], { params: { keys: listed(keys) }, evidence: [seen(item.part, 'settings', listed(keys))] }),
      ]
    }),
})
