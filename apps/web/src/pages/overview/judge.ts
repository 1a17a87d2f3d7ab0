import { connectionTroubles, partTroubles, seesNothing } from './troubles/connection.ts'
import { guestTroubles } from './troubles/guests.ts'
import { nodeTroubles } from './troubles/nodes.ts'
import { quorumTroubles } from './troubles/quorum.ts'
import { storageTroubles } from './troubles/storages.ts'
import { trouble, type Trouble, worstFirst } from './troubles/trouble.ts'
import { partOf, type Params, type Picture } from './picture.ts'

/** What needs a hand, worst first, one entry a cause. */
export function findTroubles(picture: Picture): Trouble[] {
  const connection = connectionTroubles(picture)
  if (connection.length > 0 || isUnread(picture)) return connection
  if (seesNothing(picture)) return [trouble('noRights', 'unknown', {}, { place: { to: 'permissions' } })]
  return worstFirst([
    ...quorumTroubles(picture),
    ...nodeTroubles(picture),
    ...guestTroubles(picture),
    ...storageTroubles(picture),
    ...partTroubles(picture),
  ])
}

export const isUnread = ({ cluster, nodes }: Picture): boolean =>
  nodes.length === 0 && (partOf(cluster, 'resources')?.readAt ?? null) === null

export type HeadKey =
  | 'well'
  | 'unread'
  | 'partly'
  | 'notes'
  | 'mixed'
  | 'away'
  | 'certificate'
  | 'token'
  | 'waiting'
  | 'noRights'
  | 'split'
  | 'quorumLost'
  | 'nodesGone'
  | 'guests'
  | 'stalled'
  | 'storage'

/** The sentence over everything: `overview:head-<key>`, with `overview:lead-<key>` under it. */
export type Verdict = { key: HeadKey; worst: 'fine' | 'warn' | 'critical' | 'unknown'; params: Params }

const direct: Partial<Record<Trouble['kind'], HeadKey>> = {
  away: 'away',
  certificate: 'certificate',
  token: 'token',
  waiting: 'waiting',
  noRights: 'noRights',
  split: 'split',
  quorumLost: 'quorumLost',
}
const guestKinds = new Set<Trouble['kind']>(['ioError', 'internalError', 'panicked', 'haError', 'shutInside'])

export function judge(picture: Picture, troubles: readonly Trouble[]): Verdict {
  const first = troubles[0]
  if (!first) return isUnread(picture) ? say('unread', 'unknown') : say('well', 'fine')
  const severity = first.severity === 'notice' ? 'fine' : first.severity
  const straight = direct[first.kind]
  if (straight) return say(straight, severity, first.params)
  const of = (kind: Trouble['kind']) => troubles.filter((found) => found.kind === kind)
  const gone = of('nodeGone').length
  if (gone > 0) return say('nodesGone', 'critical', goneParams(picture, gone, troubles))
  const hurt = troubles.filter((found) => guestKinds.has(found.kind) && found.severity === first.severity)
  if (hurt.length > 0) return say('guests', severity, guestParams(hurt))
  if (first.kind === 'storageFull')
    return say('storage', severity, { ...first.params, count: of('storageFull').length })
  if (first.kind === 'nodeStalled') return say('stalled', 'warn', { ...first.params, count: of('nodeStalled').length })
  if (severity === 'unknown') return say('partly', 'unknown', { count: troubles.length })
  if (severity === 'fine') return say('notes', 'fine', { count: troubles.length })
  return say('mixed', severity, { count: troubles.length })
}

const say = (key: HeadKey, worst: Verdict['worst'], params: Params = {}): Verdict => ({ key, worst, params })

function goneParams(picture: Picture, count: number, troubles: readonly Trouble[]): Params {
  const lost = picture.guests.filter((guest) => guest.unknown === 'node-offline' && !guest.template)
  const name = troubles.find(({ kind }) => kind === 'nodeGone')?.params.node ?? ''
  const total = picture.nodes.filter((node) => !node.ghost).length
  return { count, total, name, guests: lost.length }
}

function guestParams(hurt: readonly Trouble[]): Params {
  const count = hurt.reduce((sum, found) => sum + (found.params.count ?? 1), 0)
  return {
    count,
    name: hurt
      .slice(0, 3)
      .map((found) => found.params.name)
      .join(', '),
  }
}
