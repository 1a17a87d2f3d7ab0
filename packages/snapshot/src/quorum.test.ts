import { expect, test } from 'vitest'
import { judgeQuorum, type NodeAnswer } from './quorum.ts'
import type { RawHaRow, RawStatusRow } from './raw.ts'

const status = (quorate: 0 | 1, online: Record<string, 0 | 1>): RawStatusRow[] => [
  { type: 'cluster', name: 'lab', quorate, nodes: Object.keys(online).length, version: 3 },
  ...Object.entries(online).map(([name, on]) => ({ type: 'node', name, online: on, local: 0 })),
]
const ha = (quorate: 0 | 1): RawHaRow[] => [{ id: 'quorum', type: 'quorum', quorate }]
const answer = (node: string, rows: RawStatusRow[] | null, haRows: RawHaRow[] | null = null): NodeAnswer => ({
  node,
  status: rows,
  ha: haRows,
  readAt: rows ? 100 : null,
  notAsked: rows ? null : 'failed',
})
const votes = (...names: string[]) => names.map((node) => ({ node, quorum_votes: '1' }))

test('three of three: one more may fail', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 1 }), ha(1))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts).toMatchObject({
    state: 'quorate',
    expected: 3,
    needed: 2,
    present: 3,
    mayFail: 1,
    statusIsStale: false,
  })
})

test('two of three: the next failure stops changes', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 0 }))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts).toMatchObject({ state: 'quorate', present: 2, mayFail: 0 })
  expect(facts.votes.map((vote) => vote.present)).toEqual([true, true, false])
})

test('after "pvecm expected" the status call still says no, and the HA manager is believed', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(0, { a: 1, b: 0 }), ha(1))],
    configNodes: votes('a', 'b'),
    qdevice: {},
  })
  expect(facts).toMatchObject({ state: 'quorate', statusIsStale: true, expectedLowered: true, needed: 1, mayFail: 0 })
})

test('a lost QDevice vote does not refresh the status call: the HA manager says the truth', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 0 }), ha(0))],
    configNodes: votes('a', 'b'),
    qdevice: { State: 'Connect failed', 'QNetd host': 'q:5403' },
  })
  expect(facts).toMatchObject({ state: 'lost', statusIsStale: true, present: 1, expected: 3 })
})

test('two halves that both answer are a split', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 0 }), ha(1)), answer('c', status(0, { a: 0, b: 0, c: 1 }), ha(0))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts.state).toBe('split')
  expect(facts.present).toBe(2)
})

test('a node that was never in a cluster is a single node, never "quorum lost"', () => {
  const facts = judgeQuorum({
    answers: [answer('pve', [{ type: 'node', name: 'pve', nodeid: 0, online: 1, local: 1 }], ha(1))],
    configNodes: [],
    qdevice: {},
  })
  expect(facts).toMatchObject({ state: 'single-node', unknown: null })
})

test('a QDevice that is connected brings a vote', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1 }), ha(1))],
    configNodes: votes('a', 'b'),
    qdevice: { State: 'Connected', 'QNetd host': '10.0.0.9:5403' },
  })
  expect(facts).toMatchObject({ expected: 3, needed: 2, present: 3, mayFail: 1, qdevice: { votes: 1 } })
})

test('nothing read, no right, failed: unknown with its reason', () => {
  expect(judgeQuorum({ answers: [], configNodes: null, qdevice: null })).toMatchObject({
    state: 'unknown',
    unknown: 'not-read-yet',
  })
  expect(
    judgeQuorum({ answers: [{ ...answer('a', null), notAsked: 'no-right' }], configNodes: null, qdevice: null })
      .unknown,
  ).toBe('no-right')
  expect(judgeQuorum({ answers: [answer('a', null)], configNodes: null, qdevice: null }).unknown).toBe('read-failed')
})

const device = (state: string) => ({ State: state, 'QNetd host': '192.0.2.9:5403' })

test('three of three: whoever fails, two go on', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 1 }), ha(1))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts.ifFails).toEqual(['a', 'b', 'c'].map((node) => ({ node, votes: 2, quorate: true })))
  expect(facts.ifReturns).toEqual([])
})

test('one of four gone: each further failure stops the others, and the missing one would mend it', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 1, d: 0 }), ha(1))],
    configNodes: votes('a', 'b', 'c', 'd'),
    qdevice: {},
  })
  expect(facts.ifFails.map(({ quorate }) => quorate)).toEqual([false, false, false])
  expect(facts.ifReturns).toEqual([{ node: 'd', votes: 4, quorate: true }])
})

test('a heavy vote is counted as heavy', () => {
  const configNodes = [
    { node: 'a', quorum_votes: '2' },
    { node: 'b', quorum_votes: '1' },
    { node: 'c', quorum_votes: '1' },
  ]
  const facts = judgeQuorum({
    answers: [answer('a', status(1, { a: 1, b: 1, c: 1 }), ha(1))],
    configNodes,
    qdevice: {},
  })
  expect(facts.ifFails).toEqual([
    { node: 'a', votes: 2, quorate: false },
    { node: 'b', votes: 3, quorate: true },
    { node: 'c', votes: 3, quorate: true },
  ])
})

test('the QDevice is a voter like the others, with no name', () => {
  const asked = [answer('a', status(1, { a: 1, b: 1 }), ha(1))]
  const whole = judgeQuorum({ answers: asked, configNodes: votes('a', 'b'), qdevice: device('Connected') })
  expect(whole.ifFails.at(-1)).toEqual({ node: null, votes: 2, quorate: true })
  const without = judgeQuorum({ answers: asked, configNodes: votes('a', 'b'), qdevice: device('Connect failed') })
  expect(without.ifFails.map(({ quorate }) => quorate)).toEqual([false, false])
  expect(without.ifReturns).toEqual([{ node: null, votes: 3, quorate: true }])
})

test('without quorum nothing can fail any more, and who comes back is counted alone', () => {
  const facts = judgeQuorum({
    answers: [answer('a', status(0, { a: 1, b: 0, c: 0, d: 0, e: 0 }), ha(0))],
    configNodes: votes('a', 'b', 'c', 'd', 'e'),
    qdevice: {},
  })
  expect(facts.ifFails).toEqual([])
  expect(facts.ifReturns.map(({ votes: sum, quorate }) => [sum, quorate])).toEqual(
    Array.from({ length: 4 }, () => [2, false]),
  )
})

test('after "pvecm expected" the count needed is not known, so neither is what a failure does', () => {
  const lowered = (online: Record<string, 0 | 1>) =>
    judgeQuorum({
      answers: [answer('a', status(1, online), ha(1))],
      configNodes: votes(...Object.keys(online)),
      qdevice: {},
    })
  expect(lowered({ a: 1, b: 0 }).ifFails).toEqual([{ node: 'a', votes: 0, quorate: false }])
  expect(lowered({ a: 1, b: 1, c: 1, d: 0, e: 0, f: 0, g: 0 }).ifFails[0]).toEqual({
    node: 'a',
    votes: 2,
    quorate: null,
  })
})

test('a node that answers Steward and is not seen by others that do is cut off, a silent one is not', () => {
  const facts = judgeQuorum({
    answers: [
      answer('a', status(0, { a: 1, b: 0, c: 0 }), ha(0)),
      answer('b', status(0, { a: 0, b: 1, c: 0 }), ha(0)),
      answer('c', null),
    ],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts.state).toBe('lost')
  expect(facts.unheard).toEqual([
    { node: 'a', by: ['b'] },
    { node: 'b', by: ['a'] },
  ])
})

test.each([
  [['a', 'b'], {}, 'add'],
  [['a', 'b', 'c'], {}, 'not-needed'],
  [['a', 'b', 'c', 'd'], {}, 'add'],
  [['a', 'b'], device('Connected'), 'keep'],
  [['a', 'b'], device('Connect failed'), 'repair'],
  [['a', 'b', 'c'], device('Connected'), 'remove'],
  [['a', 'b'], null, null],
  [['a'], {}, null],
] as const)('nodes %j with QDevice %j: %s', (names, qdevice, advice) => {
  const online = Object.fromEntries(names.map((name) => [name, 1 as const]))
  const facts = judgeQuorum({
    answers: [answer('a', status(1, online), ha(1))],
    configNodes: votes(...names),
    qdevice,
  })
  expect(facts.qdeviceAdvice).toBe(advice)
})

test('who is present is not counted where the answering node did not say whom it sees', () => {
  const facts = judgeQuorum({
    answers: [answer('a', null, ha(1)), answer('c', status(0, { a: 1, b: 1, c: 1 }), ha(0))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts).toMatchObject({ state: 'split', present: null, needed: 2, mayFail: null, expectedLowered: false })
})

test('a node whose corosync has stopped calls all others online and is not believed', () => {
  const facts = judgeQuorum({
    answers: [answer('c', status(0, { a: 1, b: 1, c: 1 }), ha(0))],
    configNodes: votes('a', 'b', 'c'),
    qdevice: {},
  })
  expect(facts).toMatchObject({ state: 'lost', present: null, expected: 3, needed: 2, mayFail: 0 })
  expect(facts.votes.map((vote) => vote.present)).toEqual([null, null, null])
})
