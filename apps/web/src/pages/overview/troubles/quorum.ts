import { inSentence, type Picture } from '../picture.ts'
import { type Consequence, trouble, type Trouble } from './trouble.ts'
import { nodeConsequences } from './nodes.ts'

const place = { to: 'quorum' } as const

export function quorumTroubles(picture: Picture): Trouble[] {
  const { quorum } = picture.cluster
  switch (quorum.state) {
    case 'single-node':
      return []
    case 'unknown':
      return [trouble('quorumUnknown', 'unknown', { why: quorum.unknown ?? 'not-read-yet' }, { place })]
    case 'split':
      return [trouble('split', 'critical', counted(picture), { place, consequences: withoutQuorum(picture) })]
    case 'lost':
      return [trouble('quorumLost', 'critical', counted(picture), { place, consequences: withoutQuorum(picture) })]
    case 'quorate':
      return weakened(picture)
  }
}

const counted = ({ cluster: { quorum } }: Picture) => ({
  present: quorum.present ?? '?',
  total: quorum.expected ?? '?',
  needed: quorum.needed ?? '?',
})

/** The nodes that are gone are the reason, or seem to be gone because of the split: not alarms of their own. */
function withoutQuorum(picture: Picture): Consequence[] {
  const gone = picture.nodes.filter((node) => node.state === 'offline' && !node.ghost)
  const runs = picture.guests.filter((guest) => guest.state === 'running' && guest.unknown === null).length
  return [
    ...gone.map((node): Consequence => ({
      kind: 'nodeGone',
      severity: 'critical',
      params: { node: inSentence(node.name) },
    })),
    {
      kind: picture.cluster.quorum.state === 'split' ? 'minorityStops' : 'changesStop',
      severity: 'critical',
      params: {},
    },
    { kind: 'runsOn', severity: 'ok', params: { count: runs } },
    ...gone.flatMap((node) => nodeConsequences(picture, node.name)),
  ]
}

function weakened(picture: Picture): Trouble[] {
  const { quorum } = picture.cluster
  const found: Trouble[] = []
  if (quorum.expectedLowered) found.push(trouble('expectedLowered', 'warn', counted(picture), { place }))
  if (quorum.qdevice && quorum.qdevice.state !== 'Connected') {
    const params = { state: inSentence(quorum.qdevice.state), host: inSentence(quorum.qdevice.host ?? '?') }
    found.push(trouble('qdevice', 'warn', params, { place }))
  }
  return found
}
