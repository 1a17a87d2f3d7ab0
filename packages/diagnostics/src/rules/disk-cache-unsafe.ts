import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const unsafe = siftMachines((config) =>
  some(dataDisksOf(config).flatMap((disk) => (disk.options['cache'] === 'unsafe' ? [disk.key] : []))),
)

/** QEMU then ignores every "write this out now" of the guest, so its journal protects nothing. */
export const diskCacheUnsafe = defineRule({
  id: 'disk-cache-unsafe',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  learnMore: 'https://pve.proxmox.com/wiki/Performance_Tweaks#Disk_Cache',
  check: (facts) =>
    unsafe(facts).map(({ item, held: keys }) => foundIn(item, keys, { params: { disks: listed(keys) } })),
})
