import type { QuorumFacts, QuorumView, QuorumVote } from '@steward/contracts'
import type { RawConfigNode, RawHaRow, RawQdevice, RawStatusRow } from './raw.ts'

/** What one node answered when it was asked for its own view. */
export type NodeAnswer = {
  node: string
  status: readonly RawStatusRow[] | null
  ha: readonly RawHaRow[] | null
  readAt: number | null
  notAsked: QuorumView['notAsked']
}

export type QuorumInput = {
  answers: readonly NodeAnswer[]
  configNodes: readonly RawConfigNode[] | null
  qdevice: RawQdevice | null
}

const nothingKnown: QuorumFacts = {
  state: 'unknown',
  unknown: 'not-read-yet',
  votes: [],
  expected: null,
  needed: null,
  present: null,
  mayFail: null,
  qdevice: null,
  views: [],
  statusIsStale: false,
  expectedLowered: false,
}

/**
 * Judges the quorum from all views. `/cluster/status` is a cache that is refreshed when the membership changes: it stays
 * "0" after `pvecm expected` and stays "1" when only a QDevice vote goes. `/cluster/ha/status/current` asks anew each time,
 * so where both are there, it decides (docs/pve-behaviour.md, quorum).
 */
export function judgeQuorum(input: QuorumInput): QuorumFacts {
  const told = input.answers.filter((answer) => answer.status !== null)
  const views = input.answers.map(toView)
  if (told.length === 0) {
    const denied = input.answers.some((answer) => answer.notAsked === 'no-right')
    return {
      ...nothingKnown,
      unknown: denied ? 'no-right' : input.answers.length > 0 ? 'read-failed' : 'not-read-yet',
      views,
    }
  }
  if (told.every((answer) => isSingleNode(answer.status)))
    return { ...nothingKnown, state: 'single-node', unknown: null, views }
  const quorate = views.filter((view) => view.quorate === true)
  const cut = views.filter((view) => view.quorate === false)
  const leader = bestOf(quorate) ?? bestOf(cut)
  if (!leader) return { ...nothingKnown, unknown: 'read-failed', views }
  return {
    ...countVotes(input, leader),
    state: quorate.length > 0 && cut.length > 0 ? 'split' : quorate.length > 0 ? 'quorate' : 'lost',
    unknown: null,
    views,
    statusIsStale: told.some(disagrees),
  }
}

/** One that also said which nodes it sees, where there is one: without that nothing can be counted. */
const bestOf = (views: readonly QuorumView[]) => views.find((view) => view.online !== null) ?? views[0]

/** A node that was never in a cluster has no row of type "cluster" and node id 0; it needs no quorum. */
const isSingleNode = (status: readonly RawStatusRow[] | null) =>
  status !== null && status.length > 0 && !status.some((row) => row.type === 'cluster')

function toView(answer: NodeAnswer): QuorumView {
  const online =
    answer.status === null
      ? null
      : answer.status
          .filter((row) => row.type === 'node' && row.online)
          .map((row) => row.name)
          .toSorted()
  return { node: answer.node, quorate: quorateOf(answer), online, readAt: answer.readAt, notAsked: answer.notAsked }
}

const fromStatus = (answer: NodeAnswer) => flag(answer.status?.find((row) => row.type === 'cluster')?.quorate)
const fromHa = (answer: NodeAnswer) => flag(answer.ha?.find((row) => row.type === 'quorum')?.quorate)
const flag = (value: number | boolean | undefined) => (value === undefined ? null : Boolean(value))
const quorateOf = (answer: NodeAnswer) => fromHa(answer) ?? fromStatus(answer)
const disagrees = (answer: NodeAnswer) =>
  fromHa(answer) !== null && fromStatus(answer) !== null && fromHa(answer) !== fromStatus(answer)

type Count = Pick<QuorumFacts, 'votes' | 'expected' | 'needed' | 'present' | 'mayFail' | 'qdevice' | 'expectedLowered'>

/** votequorum's arithmetic: more than half of the expected votes must be present (corosync: man/votequorum.5). */
function countVotes(input: QuorumInput, leader: QuorumView): Count {
  const qdevice = toQdevice(input.qdevice, input.configNodes?.length ?? 0)
  const votes = votesOf(input, leader)
  if (votes.length === 0)
    return { votes, expected: null, needed: null, present: null, mayFail: null, qdevice, expectedLowered: false }
  const configured = sum(votes.map((vote) => vote.votes)) + (qdevice?.votes ?? 0)
  const counted =
    sum(votes.map((vote) => (vote.present ? vote.votes : 0))) + (qdevice?.state === 'Connected' ? qdevice.votes : 0)
  const needed = Math.floor(configured / 2) + 1
  if (votes.some((vote) => vote.present === null) || isStale(leader, counted, needed))
    return { ...uncounted(votes, leader), expected: configured, needed, qdevice }
  const lowered = leader.quorate === true && counted < needed
  return {
    votes,
    expected: configured,
    needed: lowered ? counted : needed,
    present: counted,
    mayFail: leader.quorate ? Math.max(0, counted - (lowered ? counted : needed)) : 0,
    qdevice,
    expectedLowered: lowered,
  }
}

/** A node whose corosync has stopped goes on to call all others online: nobody knows what it really sees. */
const isStale = (leader: QuorumView, counted: number, needed: number) => leader.quorate === false && counted >= needed

const uncounted = (votes: readonly QuorumVote[], leader: QuorumView) => ({
  votes: votes.map((vote) => ({ ...vote, present: null })),
  present: null,
  // Without quorum none may fail; with it nobody can tell.
  mayFail: leader.quorate ? null : 0,
  expectedLowered: false,
})

function votesOf(input: QuorumInput, leader: QuorumView): QuorumVote[] {
  const online = leader.online === null ? null : new Set(leader.online)
  const named = input.configNodes ?? statusNodes(input.answers)
  return named
    .map((node) => ({
      node: node.node,
      votes: count(node.quorum_votes),
      present: online === null ? null : online.has(node.node),
    }))
    .toSorted((a, b) => (a.node < b.node ? -1 : 1))
}

function statusNodes(answers: readonly NodeAnswer[]): RawConfigNode[] {
  const rows = answers.find((answer) => answer.status !== null)?.status ?? []
  return rows.filter((row) => row.type === 'node').map((row) => ({ node: row.name }))
}

function count(votes: string | number | undefined): number {
  const number = votes === undefined ? 1 : Number(votes)
  return Number.isInteger(number) && number >= 0 ? number : 1
}

/** An even cluster's QDevice has one vote; with an odd one it has all votes but one (pve-cluster: src/PVE/CLI/pvecm.pm). */
function toQdevice(raw: RawQdevice | null, nodes: number): QuorumFacts['qdevice'] {
  const state = raw?.['State']
  if (typeof state !== 'string') return null
  const host = raw?.['QNetd host']
  return { state, host: typeof host === 'string' ? host : null, votes: nodes % 2 === 0 ? 1 : Math.max(1, nodes - 1) }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
