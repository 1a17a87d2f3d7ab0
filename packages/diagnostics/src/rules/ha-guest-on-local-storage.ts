import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { activeOf } from '../ha.ts'

/** HA starts the guest elsewhere, and its disk is not there. A replicated guest has its disk on the other node. */
export const haGuestOnLocalStorage = defineRule({
  id: 'ha-guest-on-local-storage',
  area: 'ha',
  severity: 'warning',
  needs: ['ha', 'guests', 'guestConfigs', 'storages', 'nodeReplication'],
  fix: 'share-ha-disks',
  learnMore: 'https://pve.proxmox.com/wiki/High_Availability#_requirements',
  check: ({ ha, guests, guestConfigs, storages, nodeReplication }) => {
    const replicated = new Set(
      [...nodeReplication.read.values()].flatMap((part) =>
        part.value.filter((job) => !job.disable).map((job) => String(job.guest ?? job.id.split('-')[0])),
      ),
    )
    const isLocal = new Set(storages.value.filter((row) => !row.shared).map((row) => row.id))
    if (new Set(storages.value.map((row) => row.node)).size < 2) return []
    return activeOf(ha.value).flatMap((service) => {
      const config = guestConfigs.read.get(service.vmid)
      const node = guests.value.find((row) => row.id === service.vmid)?.node
      if (!config || node === undefined || replicated.has(service.vmid)) return []
      const local = dataDisksOf(config.value).filter(
        (disk) => disk.storage !== null && isLocal.has(`${node}/${disk.storage}`),
      )
      if (local.length === 0) return []
      const names = new Set(local.flatMap((disk) => disk.storage ?? []))
      return [
        {
          subject: service.subject,
          params: { guest: service.vmid, storages: listed(names), disks: local.length },
          evidence: [
            ...local.map((disk) => seen(config, disk.key, disk.raw)),
            seen(storages, 'shared', false),
            seen(ha, service.sid, service.state),
          ],
        },
      ]
    })
  },
})
