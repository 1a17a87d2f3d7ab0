import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, hasSeveralNodes, isLocal } from '../guest-lint.ts'
import { sift, some } from '../sift.ts'

/** "base-900-disk-0/vm-101-disk-0", or with folders in between where the storage keeps files. */
const linked = /(?:base|basevol)-\d+-[^/]+\/(?:\d+\/)?(?:vm|subvol)-\d+-/
const clones = sift((config) => some(dataDisksOf(config).filter((disk) => linked.test(disk.volume))))

/** PVE refuses to migrate it: "can't migrate '<volume>' as it's a clone of '<base>'". */
export const linkedClonePinned = defineRule({
  id: 'linked-clone-pinned',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'nodes', 'storages'],
  fix: 'detach-linked-clone',
  check: (facts) => {
    if (!hasSeveralNodes(facts.nodes)) return []
    return clones(facts).flatMap(({ item, held }) => {
      const disks = held.filter((disk) => isLocal(facts.storages, item.guest, disk.storage))
      if (disks.length === 0) return []
      const keys = disks.map((disk) => disk.key)
      return [
        foundIn(item, keys, {
          params: { disks: listed(keys), node: item.guest.node },
          evidence: disks.map((disk) => seen(facts.storages, `${disk.storage} shared`, false)),
        }),
      ]
    })
  },
})
