import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** `shared 1` promises that every node sees the same files. On a plain folder PVE believes it and does not copy disks when it moves a guest. */
export const storageSharedButLocal = defineRule({
  id: 'storage-shared-but-local',
  area: 'storage',
  severity: 'warning',
  needs: ['storageConfig', 'nodes'],
  fix: 'unshare-storage',
  check: ({ storageConfig, nodes }) =>
    nodes.value.filter((node) => !node.ghost).length < 2
      ? []
      : storageConfig.value
          .filter((storage) => ['lvmthin', 'zfspool', 'btrfs'].includes(storage.type) && storage.shared === 1)
          .map((storage) => ({
            subject: { kind: 'storage' as const, id: storage.storage },
            params: { storage: storage.storage, type: storage.type },
            evidence: [
              seen(storageConfig, `type of ${storage.storage}`, storage.type),
              seen(storageConfig, `shared of ${storage.storage}`, storage.shared),
            ],
          })),
})
