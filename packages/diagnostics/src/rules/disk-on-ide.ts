import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, isLinux } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const emulated = siftMachines((config) =>
  isLinux({ config })
    ? some(dataDisksOf(config).flatMap((disk) => (disk.bus === 'ide' && disk.storage ? [disk.key] : [])))
    : null,
)

/** Every Linux has drivers for virtio; an IDE disk is emulated command by command. Other systems may need it. */
export const diskOnIde = defineRule({
  id: 'disk-on-ide',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    emulated(facts).map(({ item, held: keys }) => foundIn(item, keys, { params: { disks: listed(keys) } })),
})
