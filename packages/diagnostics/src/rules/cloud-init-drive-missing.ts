import { driveOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const setting = /^(ciuser|cipassword|sshkeys|cicustom|ipconfig\d+)$/

/** The names of its settings where there is neither a drive nor one to come. */
const stranded = siftMachines((config) => {
  const { values, pending } = config
  const keys = Object.keys(values).filter((key) => setting.test(key) && values[key] !== '')
  if (pending.some((row) => row.pending?.includes('cloudinit'))) return null
  return driveOf(config) === null ? some(keys) : null
})

/** The settings reach the guest on the drive and in no other way. Some take it away on purpose after the first boot. */
export const cloudInitDriveMissing = defineRule({
  id: 'cloud-init-drive-missing',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'move-cloud-init-drive',
  check: (facts) =>
    // Values such as a password are not told, only that they are there.
    stranded(facts).map(({ item, held: keys }) =>
      foundIn(item, [], { params: { keys: listed(keys) }, evidence: [seen(item.part, 'settings', listed(keys))] }),
    ),
})
