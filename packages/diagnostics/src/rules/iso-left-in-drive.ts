import { isCloudInitDrive } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { disksOf } from '../guest-config.ts'
import { foundIn, hasSeveralNodes, isLocal } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const discs = siftMachines((config) =>
  some(disksOf(config).filter((disk) => disk.isCdrom && !isCloudInitDrive(disk) && disk.storage !== null)),
)

/** PVE refuses to migrate ("local cdrom image"), even where the other node has the same file. */
export const isoLeftInDrive = defineRule({
  id: 'iso-left-in-drive',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'nodes', 'storages'],
  fix: 'eject-iso',
  check: (facts) => {
    if (!hasSeveralNodes(facts.nodes)) return []
    return discs(facts).flatMap(({ item, held }) => {
      const drives = held.filter((disk) => isLocal(facts.storages, item.guest, disk.storage))
      if (drives.length === 0) return []
      const keys = drives.map((disk) => disk.key)
      return [
        foundIn(item, keys, {
          params: { drives: listed(keys) },
          evidence: drives.map((disk) => seen(facts.storages, `${disk.storage} shared`, false)),
        }),
      ]
    })
  },
})
