import type { QdeviceAdvice, QuorumFacts, QuorumStep, QuorumView, QuorumVote } from '@steward/contracts'
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
  ifFails: [],
  ifReturns: [],
  unheard: [],
  qdeviceAdvice: null,
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
    unheard: unheardOf(views),
    qdeviceAdvice: adviseQdevice(input),
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

/** A node that is off is silent to Steward as well; one that answers Steward and not its neighbours is cut off. */
function unheardOf(views: readonly QuorumView[]): QuorumFacts['unheard'] {
  const told = views.filter((view) => view.online !== null)
  return told.flatMap(({ node }) => {
    const by = told.filter((other) => other.node !== node && !other.online?.includes(node)).map((other) => other.node)
    return by.length === 0 ? [] : [{ node, by: by.toSorted() }]
  })
}

/**
 * `pvecm qdevice setup` goes by the number of nodes and refuses an odd one without force, because the QDevice would then
 * hold as many votes as all nodes but one (pve-cluster: src/PVE/CLI/pvecm.pm).
 */
function adviseQdevice({ configNodes, qdevice }: QuorumInput): QdeviceAdvice | null {
  if (configNodes === null || qdevice === null || configNodes.length < 2) return null
  const isOdd = configNodes.length % 2 === 1
  const device = toQdevice(qdevice, configNodes.length)
  if (device === null) return isOdd ? 'not-needed' : 'add'
  if (isOdd) return 'remove'
  return device.state === 'Connected' ? 'keep' : 'repair'
}

const fromStatus = (answer: NodeAnswer) => flag(answer.status?.find((row) => row.type === 'cluster')?.quorate)
const fromHa = (answer: NodeAnswer) => flag(answer.ha?.find((row) => row.type === 'quorum')?.quorate)
const flag = (value: number | boolean | undefined) => (value === undefined ? null : Boolean(value))
const quorateOf = (answer: NodeAnswer) => fromHa(answer) ?? fromStatus(answer)
const disagrees = (answer: NodeAnswer) =>
  fromHa(answer) !== null && fromStatus(answer) !== null && fromHa(answer) !== fromStatus(answer)

type Count = Pick<
  QuorumFacts,
  'votes' | 'expected' | 'needed' | 'present' | 'mayFail' | 'qdevice' | 'expectedLowered' | 'ifFails' | 'ifReturns'
>

/** votequorum's arithmetic: more than half of the expected votes must be present (corosync: man/votequorum.5). */
function countVotes(input: QuorumInput, leader: QuorumView): Count {
  const qdevice = toQdevice(input.qdevice, input.configNodes?.length ?? 0)
  const votes = votesOf(input, leader)
  if (votes.length === 0) return { ...uncounted(votes, leader), mayFail: null, expected: null, needed: null, qdevice }
  const voters = votersOf(votes, qdevice)
  const expected = sum(voters.map((voter) => voter.votes))
  const present = sum(voters.map((voter) => (voter.present ? voter.votes : 0)))
  const majority = Math.floor(expected / 2) + 1
  if (votes.some((vote) => vote.present === null) || isStale(leader, present, majority))
    return { ...uncounted(votes, leader), expected, needed: majority, qdevice }
  const lowered = leader.quorate === true && present < majority
  const needed = lowered ? present : majority
  return {
    votes,
    expected,
    needed,
    present,
    mayFail: leader.quorate ? Math.max(0, present - needed) : 0,
    qdevice,
    expectedLowered: lowered,
    ...stepsOf({ voters, present, majority, lowered, quorate: leader.quorate === true }),
  }
}

type Voter = { node: string | null; votes: number; present: boolean | null }

const votersOf = (votes: readonly QuorumVote[], qdevice: QuorumFacts['qdevice']): Voter[] =>
  qdevice === null
    ? [...votes]
    : [...votes, { node: null, votes: qdevice.votes, present: qdevice.state === 'Connected' }]

type Situation = { voters: readonly Voter[]; present: number; majority: number; lowered: boolean; quorate: boolean }

/** Each voter going or coming alone. */
function stepsOf({ voters, present, majority, lowered, quorate }: Situation): Pick<Count, 'ifFails' | 'ifReturns'> {
  // How far the expected votes were lowered is told nowhere; they cannot be fewer than those present (man/votequorum.5).
  const leastNeeded = lowered ? Math.floor(present / 2) + 1 : majority
  const after = (node: string | null, votes: number): QuorumStep => {
    if (votes >= majority) return { node, votes, quorate: true }
    return { node, votes, quorate: lowered && votes >= leastNeeded ? null : false }
  }
  const counting = voters.filter((voter) => voter.votes > 0)
  return {
    ifFails: quorate
      ? counting.filter((voter) => voter.present).map(({ node, votes }) => after(node, present - votes))
      : [],
    ifReturns: counting
      .filter((voter) => voter.present === false)
      .map(({ node, votes }) => after(node, present + votes)),
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
  ifFails: [],
  ifReturns: [],
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
