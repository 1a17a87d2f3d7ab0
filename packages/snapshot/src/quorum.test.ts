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
