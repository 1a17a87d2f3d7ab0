import type { ClusterFacts, QuorumFacts } from '@steward/contracts'
import { describe, expect, test } from 'vitest'
import { testPicture, testQuorum } from '../overview/test-world.ts'
import { headOf, shellAddress, sidesOf, stepsOf, unreadOf } from './judge.ts'

const readParts = (['configNodes', 'qdevice', 'ha'] as const).map((part) => ({ part, readAt: 100, error: null }))
const factsWith = (quorum: Partial<QuorumFacts>, more: Partial<ClusterFacts> = {}) =>
  testPicture({ cluster: { quorum: testQuorum(quorum), parts: readParts, ...more } }).cluster
const fails = (...quorate: (boolean | null)[]) =>
  quorate.map((after, index) => ({ node: `n${index}`, votes: 2, quorate: after }))

describe('the sentence', () => {
  test.each([
    [fails(true, true, true), 'any', 'fine'],
    [fails(false, false), 'next', 'warn'],
    [fails(true, false), 'some', 'warn'],
    [[], 'uncounted', 'unknown'],
  ] as const)('failures %j: %s', (ifFails, key, level) => {
    expect(headOf(factsWith({ ifFails: [...ifFails] }))).toEqual({ key, level })
  })

  test('a count that rests on something unread is never fine', () => {
    const parts = readParts.map((part) => (part.part === 'qdevice' ? { ...part, readAt: null } : part))
    const facts = factsWith({ ifFails: fails(true, true, true) }, { parts })
    expect(unreadOf(facts).map(({ name }) => name)).toEqual(['qdevice'])
    expect(headOf(facts)).toEqual({ key: 'uncounted', level: 'unknown' })
  })

  test('nodes that are up without hearing each other are apart, silent ones are lost', () => {
    expect(headOf(factsWith({ state: 'lost' })).key).toBe('lost')
    expect(headOf(factsWith({ state: 'lost', unheard: [{ node: 'a', by: ['b'] }] })).key).toBe('apart')
  })

  test('a single node wants nothing, and reads nothing', () => {
    const facts = factsWith({ state: 'single-node', votes: [] }, { parts: [] })
    expect(headOf(facts)).toEqual({ key: 'single', level: 'fine' })
    expect(unreadOf(facts)).toEqual([])
  })

  test('one member is enough for itself', () => {
    const votes = [{ node: 'a', votes: 1, present: true }]
    expect(headOf(factsWith({ votes, ifFails: fails(false) })).key).toBe('alone')
  })
})

describe('the steps', () => {
  const view = (node: string, online: string[] | null) => ({
    node,
    quorate: online === null ? null : false,
    online,
    readAt: null,
    notAsked: online === null ? ('offline' as const) : null,
  })
  const votes = (present: Record<string, boolean>) =>
    Object.entries(present).map(([node, here]) => ({ node, votes: 1, present: here }))

  test('who hears each other stands on one side; who only sees the others stands alone', () => {
    const cut = [view('c', ['c']), view('a', ['a', 'b']), view('b', ['a', 'b']), view('d', null)]
    expect(sidesOf(cut)).toEqual([['a', 'b'], ['c']])
    const stopped = [view('a', ['a', 'b']), view('b', ['a', 'b']), view('c', ['a', 'b', 'c'])]
    expect(sidesOf(stopped)).toEqual([['a', 'b'], ['c']])
  })

  test('nothing to do while all are there', () => {
    expect(stepsOf(testQuorum())).toEqual([])
  })

  test('lost: the network first, then who is silent, and what is up is no candidate for the last resort', () => {
    const steps = stepsOf(
      testQuorum({
        state: 'lost',
        present: 1,
        needed: 2,
        votes: votes({ a: true, b: false, c: false }),
        views: [view('a', ['a']), view('b', ['b']), view('c', null)],
        unheard: [
          { node: 'a', by: ['b'] },
          { node: 'b', by: ['a'] },
        ],
        ifReturns: [
          { node: 'b', votes: 2, quorate: true },
          { node: 'c', votes: 2, quorate: true },
        ],
      }),
    )
    expect(steps.map(({ kind }) => kind)).toEqual(['network', 'back', 'wait', 'last'])
    expect(steps[0]).toMatchObject({ sides: [['a'], ['b']] })
    expect(steps[1]).toMatchObject({ say: 'Any', returns: [{ node: 'c' }] })
    expect(steps[3]).toMatchObject({
      doubts: [
        { node: 'b', up: true },
        { node: 'c', up: false },
      ],
    })
  })

  test('when no single one is enough, the number that is missing is said', () => {
    const returns = ['b', 'c', 'd', 'e'].map((node) => ({ node, votes: 2, quorate: false }))
    const [first] = stepsOf(testQuorum({ state: 'lost', present: 1, needed: 3, votes: [], ifReturns: returns }))
    expect(first).toMatchObject({ kind: 'back', say: 'More', missing: 2 })
  })

  test('with quorum, who is missing comes back or goes for good', () => {
    expect(stepsOf(testQuorum({ votes: votes({ a: true, b: true, c: false }) }))).toEqual([
      { kind: 'return', nodes: ['c'] },
    ])
  })
})

test.each([
  ['192.0.2.9', '192.0.2.9'],
  [' nas.home.arpa ', 'nas.home.arpa'],
  ['2001:db8::9', '2001:db8::9'],
  ['nas; reboot', null],
  ['$(id)', null],
  ['-f', null],
  ['', null],
])('the address %j in a command: %j', (text, shown) => {
  expect(shellAddress(text)).toBe(shown)
})
