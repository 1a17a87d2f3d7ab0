import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf, isOn } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** One thread per disk needs one controller per disk. PVE ignores the option otherwise, and each start ends with a warning. */
export const diskIothreadIneffective = defineRule({
  id: 'disk-iothread-ineffective',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      if (item.config.values['scsihw'] === 'virtio-scsi-single') return []
      const disks = dataDisksOf(item.config).filter((disk) => disk.bus === 'scsi' && isOn(disk.options['iothread']))
      if (disks.length === 0) return []
      const keys = disks.map((disk) => disk.key)
      return [foundIn(item, [...keys, 'scsihw'], { params: { disks: listed(keys) } })]
    }),
})
