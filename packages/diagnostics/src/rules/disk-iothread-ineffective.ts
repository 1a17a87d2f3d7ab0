import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf, isOn } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const sharing = siftMachines((config) =>
  config.values['scsihw'] === 'virtio-scsi-single'
    ? null
    : some(
        dataDisksOf(config).flatMap((disk) =>
          disk.bus === 'scsi' && isOn(disk.options['iothread']) ? [disk.key] : [],
        ),
      ),
)

/** One thread per disk needs one controller per disk. PVE ignores the option otherwise, and each start ends with a warning. */
export const diskIothreadIneffective = defineRule({
  id: 'disk-iothread-ineffective',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    sharing(facts).map(({ item, held: keys }) =>
      foundIn(item, [...keys, 'scsihw'], { params: { disks: listed(keys) } }),
    ),
})
