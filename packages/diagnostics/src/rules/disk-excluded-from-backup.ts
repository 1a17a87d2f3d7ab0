import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf, isOn, type DiskLine } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { sift, some } from '../sift.ts'

/**
 * A disk of a virtual machine is in its backups unless that is switched off; a mount point of a container only when it is
 * switched on. A container's root is always in, and what is only bound in from the node never.
 */
const isLeftOut = ({ bus, storage, options }: DiskLine) => {
  if (storage === null || bus === 'rootfs') return false
  return bus === 'mp' ? !isOn(options['backup']) : /^(0|off|no)$/.test(options['backup'] ?? '')
}

const leftOut = sift((config) => some(dataDisksOf(config).flatMap((disk) => (isLeftOut(disk) ? [disk.key] : []))))

export const diskExcludedFromBackup = defineRule({
  id: 'disk-excluded-from-backup',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'sort-out-disks',
  check: (facts) =>
    leftOut(facts).map(({ item, held: keys }) => foundIn(item, keys, { params: { disks: listed(keys) } })),
})
