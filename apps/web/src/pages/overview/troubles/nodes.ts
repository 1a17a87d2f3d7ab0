import type { NodeRow } from '@steward/contracts'
import { inSentence, namesOf, type Picture } from '../picture.ts'
import { type Consequence, trouble, type Trouble } from './trouble.ts'

const nearlyAll = 0.95

export function nodeTroubles(picture: Picture): Trouble[] {
  const { state } = picture.cluster.quorum
  const folded = state === 'lost' || state === 'split'
  return picture.nodes.flatMap((node) => {
    if (node.state === 'offline' && folded && !node.ghost) return []
    return [...judgeNode(node, picture), ...judgeRoom(node, picture)]
  })
}

function judgeNode(node: NodeRow, picture: Picture): Trouble[] {
  const params = { node: inSentence(node.name), why: node.unknown ?? 'not-read-yet' }
  const at = { to: 'node', node: node.name } as const
  if (node.ghost)
    return [
      trouble('nodeGhost', 'warn', params, {
        id: `ghost ${node.id}`,
        place: at,
        consequences: nodeConsequences(picture, node.name),
      }),
    ]
  if (node.state === 'offline')
    return [
      trouble('nodeGone', 'critical', params, {
        id: `gone ${node.id}`,
        place: at,
        consequences: [...nodeConsequences(picture, node.name), ...votesLeft(picture)],
      }),
    ]
  if (node.stalledSince !== null || node.unknown === 'statistics-stalled')
    return [
      trouble('nodeStalled', 'warn', params, {
        id: `stalled ${node.id}`,
        since: node.stalledSince,
        place: at,
        consequences: nodeConsequences(picture, node.name),
      }),
    ]
  if (node.state === 'unknown')
    return [trouble('nodeUnknown', 'unknown', params, { id: `unknown ${node.id}`, place: at })]
  return []
}

function judgeRoom(node: NodeRow, { storages }: Picture): Trouble[] {
  if (node.state !== 'online' || node.stalledSince !== null) return []
  const found: Trouble[] = []
  const place = { to: 'node', node: node.name } as const
  const memory = share(node.memory, node.memoryMax)
  if (memory !== null && memory >= nearlyAll)
    found.push(
      trouble(
        'nodeMemory',
        'warn',
        { node: inSentence(node.name), percent: Math.floor(memory * 100) },
        { id: `memory ${node.id}`, place },
      ),
    )
  const root = share(node.rootUsed, node.rootMax)
  // The storage "local" usually lies on the root disk and has then said it already.
  const said = storages.some((storage) => storage.node === node.name && storage.max === node.rootMax)
  if (root !== null && root >= nearlyAll && !said)
    found.push(
      trouble(
        'nodeRoot',
        'warn',
        { node: inSentence(node.name), percent: Math.floor(root * 100) },
        { id: `root ${node.id}`, place },
      ),
    )
  return found
}

export const share = (used: number | null, max: number | null): number | null =>
  used === null || max === null || max === 0 ? null : used / max

/** What is not known because the node is not: one line for its guests, one for its own storages. */
export function nodeConsequences({ guests, storages }: Picture, node: string): Consequence[] {
  const found: Consequence[] = []
  const lost = guests.filter((guest) => guest.node === node && guest.unknown !== null && !guest.template)
  if (lost.length > 0)
    found.push({
      kind: 'guestsUnknown',
      severity: 'unknown',
      params: { count: lost.length, names: namesOf(lost), node: inSentence(node) },
    })
  const own = storages.filter((storage) => storage.node === node && storage.unknown !== null && !storage.shared)
  if (own.length > 0) {
    const names = own.map(({ storage }) => inSentence(storage)).join(', ')
    found.push({ kind: 'storagesUnknown', severity: 'unknown', params: { names, node: inSentence(node) } })
  }
  return found
}

function votesLeft({ cluster: { quorum } }: Picture): Consequence[] {
  if (quorum.mayFail === null || quorum.present === null) return []
  const params = { present: quorum.present, total: quorum.expected ?? '?', needed: quorum.needed ?? '?' }
  if (quorum.mayFail === 0) return [{ kind: 'noMore', severity: 'warn', params }]
  return [{ kind: 'someMore', severity: 'ok', params: { ...params, count: quorum.mayFail } }]
}
