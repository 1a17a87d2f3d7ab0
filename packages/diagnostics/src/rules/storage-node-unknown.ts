import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'

/** A storage limited to nodes that are not in the cluster is seen by nobody. */
export const storageNodeUnknown = defineRule({
  id: 'storage-node-unknown',
  area: 'storage',
  severity: 'notice',
  needs: ['storageConfig', 'nodes'],
  fix: 'mend-storage-nodes',
  check: ({ storageConfig, nodes }) => {
    const members = new Set(nodes.value.filter((node) => !node.ghost).map((node) => node.name))
    return storageConfig.value.flatMap((storage) => {
      const gone = (storage.nodes ?? '').split(',').filter((name) => name !== '' && !members.has(name))
      if (gone.length === 0) return []
      return [
        {
          subject: { kind: 'storage' as const, id: storage.storage },
          params: { storage: storage.storage, nodes: listed(gone) },
          evidence: [seen(storageConfig, `nodes of ${storage.storage}`, storage.nodes)],
        },
      ]
    })
  },
})
