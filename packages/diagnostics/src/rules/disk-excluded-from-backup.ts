import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf, isOn, type DiskLine } from '../guest-config.ts'
import { foundIn, inspectedOf } from '../guest-lint.ts'

/**
 * A disk of a virtual machine is in its backups unless that is switched off; a mount point of a container only when it is
 * switched on. A container's root is always in, and what is only bound in from the node never.
 */
const isLeftOut = ({ bus, storage, options }: DiskLine) => {
  if (storage === null || bus === 'rootfs') return false
  return bus === 'mp' ? !isOn(options['backup']) : /^(0|off|no)$/.test(options['backup'] ?? '')
}

export const diskExcludedFromBackup = defineRule({
  id: 'disk-excluded-from-backup',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'sort-out-disks',
  check: (facts) =>
    inspectedOf(facts).flatMap((item) => {
      const keys = dataDisksOf(item.config)
        .filter(isLeftOut)
        .map((disk) => disk.key)
      return keys.length === 0 ? [] : [foundIn(item, keys, { params: { disks: listed(keys) } })]
    }),
})
