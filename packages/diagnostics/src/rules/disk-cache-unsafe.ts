import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** QEMU then ignores every "write this out now" of the guest, so its journal protects nothing. */
export const diskCacheUnsafe = defineRule({
  id: 'disk-cache-unsafe',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  learnMore: 'https://pve.proxmox.com/wiki/Performance_Tweaks#Disk_Cache',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const disks = dataDisksOf(item.config).filter((disk) => disk.options['cache'] === 'unsafe')
      if (disks.length === 0) return []
      const keys = disks.map((disk) => disk.key)
      return [foundIn(item, keys, { params: { disks: listed(keys) } })]
    }),
})
