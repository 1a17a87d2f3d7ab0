import { cloudInitMachinesOf, customPartsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { foundIn, hasSeveralNodes, isLocal } from '../guest-lint.ts'

const storageOf = (volume: string) => (volume.includes(':') ? (volume.split(':')[0] ?? null) : null)

/** PVE reads the file at every start, so the guest starts only where it is. */
export const cloudInitSnippetLocal = defineRule({
  id: 'cloud-init-snippet-local',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'nodes', 'storages'],
  fix: 'share-snippets',
  check: (facts) => {
    if (!hasSeveralNodes(facts.nodes)) return []
    return cloudInitMachinesOf(facts).flatMap((item) => {
      const local = Object.values(customPartsOf(item.config)).flatMap((volume) => {
        const storage = storageOf(volume)
        return storage !== null && isLocal(facts.storages, item.guest, storage) ? [storage] : []
      })
      if (local.length === 0) return []
      const storages = [...new Set(local)]
      return [
        foundIn(item, ['cicustom'], {
          params: { node: item.guest.node, storages: listed(storages) },
          evidence: storages.map((storage) => seen(facts.storages, `${storage} shared`, false)),
        }),
      ]
    })
  },
})
