import type { GuestRow, NodeRow, StorageRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'
import type { ByKey, Read } from './facts.ts'
import { byName } from './figures.ts'

export const onlineOf = (nodes: Read<readonly NodeRow[]>) =>
  byName(
    nodes.value.filter((node) => node.state === 'online'),
    (node) => node.name,
  )

/** What was read of nodes that are online now: the last reading of one that is away tells its past. */
export function readOnline<T>(part: ByKey<T>, nodes: Read<readonly NodeRow[]>): { node: NodeRow; part: Read<T> }[] {
  return onlineOf(nodes).flatMap((node) => {
    const read = part.read.get(node.name)
    return read ? [{ node, part: read }] : []
  })
}

export const nodeSubject = (name: string, within?: string): Subject => ({
  kind: 'node',
  id: within === undefined ? name : `${name}/${within}`,
})
export const guestsOf = (name: string, guests: Read<readonly GuestRow[]>): Subject[] =>
  guests.value.filter((guest) => guest.node === name).map((guest) => ({ kind: 'guest', id: guest.id }))
export const storagesOf = (name: string, storages: Read<readonly StorageRow[]>): Subject[] =>
  storages.value.filter((storage) => storage.node === name).map((storage) => ({ kind: 'storage', id: storage.id }))
