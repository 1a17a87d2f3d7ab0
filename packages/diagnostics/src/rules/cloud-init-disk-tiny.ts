import { cloudInitMachinesOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { gib } from '../figures.ts'
import { bootOrderOf, dataDisksOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'

const enough = 4 * 1024 ** 3

/** Cloud images come with two or three gigabytes and grow into the disk at boot; one that was never enlarged fills in days. */
export const cloudInitDiskTiny = defineRule({
  id: 'cloud-init-disk-tiny',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'grow-cloud-disk',
  check: (facts) =>
    cloudInitMachinesOf(facts).flatMap((item) => {
      const disks = dataDisksOf(item.config).filter((disk) => disk.storage !== null)
      const order = bootOrderOf(item.config) ?? []
      const first = order.flatMap((key) => disks.filter((disk) => disk.key === key))[0]
      // Without an order the system is on the only disk, or it is not known on which.
      const system = first ?? (disks.length === 1 ? disks[0] : undefined)
      if (!system || system.sizeBytes === null || system.sizeBytes === 0 || system.sizeBytes >= enough) return []
      return [foundIn(item, [system.key], { params: { disk: system.key, size: gib(system.sizeBytes) } })]
    }),
})
