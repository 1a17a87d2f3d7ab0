import type { ClusterFacts, PartFacts, QuorumFacts, QuorumStep } from '@steward/contracts'
import { partOf } from '../overview/picture.ts'

const counted = ['configNodes', 'qdevice', 'ha'] as const
type Unread = { name: (typeof counted)[number]; error: PartFacts['error'] }

/** The readings that the count rests on and that never came. Without them the count is a guess, and is said to be one. */
export function unreadOf(facts: ClusterFacts): Unread[] {
  if (facts.quorum.state === 'single-node' || facts.quorum.state === 'unknown') return []
  return counted.flatMap((name) => {
    const part = partOf(facts, name)
    return (part?.readAt ?? null) === null ? [{ name, error: part?.error ?? null }] : []
  })
}

export type Head = {
  key: 'any' | 'next' | 'some' | 'lowered' | 'alone' | 'uncounted' | 'single' | 'lost' | 'apart' | 'split' | 'unknown'
  level: 'fine' | 'warn' | 'critical' | 'unknown'
}

/** The sentence of the page, and how grave it is. What was not read is never fine. */
export function headOf(facts: ClusterFacts): Head {
  const { quorum } = facts
  switch (quorum.state) {
    case 'single-node':
      return { key: 'single', level: 'fine' }
    case 'unknown':
      return { key: 'unknown', level: 'unknown' }
    case 'split':
      return { key: 'split', level: 'critical' }
    case 'lost':
      return { key: quorum.unheard.length > 0 ? 'apart' : 'lost', level: 'critical' }
    case 'quorate':
      return quorateHead(facts)
  }
}

function quorateHead(facts: ClusterFacts): Head {
  const { ifFails, votes, qdevice, expectedLowered } = facts.quorum
  if (expectedLowered) return { key: 'lowered', level: 'warn' }
  if (ifFails.length === 0 || unreadOf(facts).length > 0) return { key: 'uncounted', level: 'unknown' }
  if (votes.length === 1 && qdevice === null) return { key: 'alone', level: 'fine' }
  if (ifFails.every(({ quorate }) => quorate === true))
    return { key: 'any', level: qdevice !== null && qdevice.state !== 'Connected' ? 'warn' : 'fine' }
  return { key: ifFails.some(({ quorate }) => quorate === true) ? 'some' : 'next', level: 'warn' }
}

/** What is to be done, in order. Nothing while all are there. */
export type Step =
  | { kind: 'network'; /** Those who hear each other, side by side. */ sides: string[][] }
  | { kind: 'minority'; nodes: string[] }
  | { kind: 'back'; say: 'Any' | 'Some' | 'More'; missing: number; returns: readonly QuorumStep[] }
  | { kind: 'wait' }
  | { kind: 'return'; nodes: string[] }
  | { kind: 'last'; doubts: readonly Doubt[] }
/** A missing node, and whether it is known to be up. */
export type Doubt = { node: string; up: boolean }

export function stepsOf(quorum: QuorumFacts): Step[] {
  const network: Step[] = quorum.unheard.length > 0 ? [{ kind: 'network', sides: sidesOf(quorum.views) }] : []
  const missing = quorum.votes.filter(({ present }) => present === false).map(({ node }) => node)
  switch (quorum.state) {
    case 'lost':
      return [...network, ...back(quorum), { kind: 'wait' }, { kind: 'last', doubts: doubtsOf(quorum, missing) }]
    case 'split': {
      const nodes = quorum.views.filter(({ quorate }) => quorate === false).map(({ node }) => node)
      return [...network, { kind: 'minority', nodes }, { kind: 'last', doubts: doubtsOf(quorum, missing) }]
    }
    case 'quorate':
      return [...network, ...(missing.length > 0 ? [{ kind: 'return' as const, nodes: missing }] : [])]
    case 'single-node':
    case 'unknown':
      return []
  }
}

/** The nodes that answer, in groups that hear each other. One that sees others without being seen stands alone. */
export function sidesOf(views: QuorumFacts['views']): string[][] {
  const sides: (typeof views)[] = []
  for (const view of views.filter(({ online }) => online !== null)) {
    const index = sides.findIndex((side) => side.every((other) => hearEachOther(view, other)))
    if (index === -1) sides.push([view])
    else sides[index]?.push(view)
  }
  return sides.map((side) => side.map(({ node }) => node).toSorted()).toSorted((a, b) => b.length - a.length)
}

type View = QuorumFacts['views'][number]
const hearEachOther = (a: View, b: View) => a.online?.includes(b.node) === true && b.online?.includes(a.node) === true

/** Only who is silent can be switched on; who is up needs the network. */
function back({ ifReturns, unheard, needed, present }: QuorumFacts): Step[] {
  const up = new Set(unheard.map(({ node }) => node))
  const returns = ifReturns.filter(({ node }) => node === null || !up.has(node))
  if (returns.length === 0) return []
  const enough = returns.filter(({ quorate }) => quorate === true).length
  const say = enough === returns.length ? 'Any' : enough > 0 ? 'Some' : 'More'
  return [{ kind: 'back', say, missing: Math.max(0, (needed ?? 0) - (present ?? 0)), returns }]
}

/** Who answers Steward is certainly up; silence proves nothing. */
const doubtsOf = ({ views }: QuorumFacts, missing: readonly string[]): Doubt[] =>
  missing.map((node) => ({ node, up: views.some((view) => view.node === node && view.online !== null) }))

const address = /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:]+)$/

/** An address that may stand in a command line as it is; null for anything a shell could read otherwise. */
export const shellAddress = (text: string): string | null => (address.test(text.trim()) ? text.trim() : null)
