import type { ChannelNode, ChannelState } from '@steward/contracts'
import type { MarkName, Tone } from '../../../ui/Mark.tsx'

/** What is said of a node: its state, or why the state cannot move on. */
export type Look = ChannelState | 'away' | 'key-refused'

export const drawn = {
  off: { mark: 'off', tone: 'plain' },
  unconfirmed: { mark: 'notice', tone: 'notice' },
  'host-key-changed': { mark: 'critical', tone: 'critical' },
  unproven: { mark: 'notice', tone: 'notice' },
  'not-proven': { mark: 'warn', tone: 'warn' },
  outdated: { mark: 'warn', tone: 'warn' },
  proven: { mark: 'ok', tone: 'plain' },
  away: { mark: 'unknown', tone: 'unknown' },
  'key-refused': { mark: 'warn', tone: 'warn' },
} as const satisfies Record<Look, { mark: MarkName; tone: Tone }>

const kinds = ['unreachable', 'refused-address', 'key-refused', 'lost', 'timeout'] as const
export type Problem = { kind: (typeof kinds)[number] | null; words: string }

/** The server says "kind: words"; the words are the other end's and hostile input. A changed key is a state of its own. */
export function problemOf({ problem, state }: Pick<ChannelNode, 'problem' | 'state'>): Problem | null {
  if (problem === null || state === 'host-key-changed') return null
  const kind = kinds.find((word) => problem.startsWith(`${word}: `)) ?? null
  return { kind, words: kind === null ? problem : problem.slice(kind.length + 2) }
}

/** A node that is proven stays so when one try got no answer: the next may. */
export function lookOf(node: Pick<ChannelNode, 'state' | 'problem' | 'seenHostKey'>): Look {
  const problem = problemOf(node)
  const waits = node.state === 'unproven' || (node.state === 'unconfirmed' && node.seenHostKey === null)
  if (!problem || !waits) return node.state
  return problem.kind === 'key-refused' ? 'key-refused' : 'away'
}

export type Step = 'address' | 'key' | 'install' | 'prove'
export const steps: readonly Step[] = ['address', 'key', 'install', 'prove']

/** The steps that wait for a person now; those before them are done, those after them cannot be taken yet. */
export function currentSteps({ state, seenHostKey }: Pick<ChannelNode, 'state' | 'seenHostKey'>): readonly Step[] {
  switch (state) {
    case 'off':
      return ['address']
    case 'unconfirmed':
      return seenHostKey === null ? ['address'] : ['key']
    case 'host-key-changed':
      return ['key']
    case 'unproven':
    case 'not-proven':
    case 'outdated':
      return ['install', 'prove']
    case 'proven':
      return []
  }
}
