import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/**
 * `shared 1` promises that every node sees the same files; PVE believes it and does not copy disks when it moves a guest.
 * Of the storages that are always local only Btrfs takes the word (pve-storage: src/PVE/Storage/BTRFSPlugin.pm; the others
 * do not list it among their options). A plain folder may be one that something else has mounted.
 */
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
          .filter((storage) => storage.type === 'btrfs' && storage.shared === 1)
          .map((storage) => ({
            subject: { kind: 'storage' as const, id: storage.storage },
            params: { storage: storage.storage, type: storage.type },
            evidence: [
              seen(storageConfig, `type of ${storage.storage}`, storage.type),
              seen(storageConfig, `shared of ${storage.storage}`, storage.shared),
            ],
          })),
})
