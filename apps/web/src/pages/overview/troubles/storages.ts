import { inSentence, type Picture } from '../picture.ts'
import { foldStorages } from '../storages.ts'
import { trouble, type Trouble } from './trouble.ts'

/** From here on a storage is told as nearly full; the second step is where writes begin to fail. */
export const fullFrom = 0.9
export const overFrom = 0.97

export function storageTroubles(picture: Picture): Trouble[] {
  return foldStorages(picture.storages).flatMap((storage) => {
    const place = { to: 'storage', node: storage.node, storage: storage.storage } as const
    const name = inSentence(storage.storage)
    const node = inSentence(storage.node)
    const params = { storage: name, node }
    // Every node may have a storage of this name; which one it is must be said.
    const which = storage.shared ? name : `${name} (${node})`
    if (storage.fraction !== null && storage.fraction >= fullFrom) {
      const severity = storage.fraction >= overFrom ? 'critical' : 'warn'
      const percent = Math.floor(storage.fraction * 100)
      return [trouble('storageFull', severity, { storage: which, node, percent }, { id: `full ${storage.id}`, place })]
    }
    // A storage that is unknown with its node was told with the node.
    if (storage.unknown === 'read-failed')
      return [trouble('storageUnknown', 'warn', params, { id: `storage ${storage.id}`, place })]
    return []
  })
}
