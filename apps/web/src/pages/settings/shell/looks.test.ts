import { expect, test } from 'vitest'
import { currentSteps, lookOf, problemOf } from './looks.ts'

const node = { state: 'unproven', problem: null, seenHostKey: null } as const

test('a node that cannot be reached is not shown as merely unproven', () => {
  expect(lookOf(node)).toBe('unproven')
  expect(lookOf({ ...node, problem: 'unreachable: connect ECONNREFUSED' })).toBe('away')
  expect(lookOf({ ...node, problem: 'key-refused: All configured authentication methods failed' })).toBe('key-refused')
  expect(lookOf({ ...node, state: 'unconfirmed', problem: 'timeout: no sign-in' })).toBe('away')
})

test('a try without an answer does not take a proof away, nor hide a changed key', () => {
  expect(lookOf({ ...node, state: 'proven', problem: 'unreachable: connect ECONNREFUSED' })).toBe('proven')
  const changed = {
    ...node,
    state: 'host-key-changed',
    problem: 'host-key-changed: the server shows another key',
  } as const
  expect(lookOf(changed)).toBe('host-key-changed')
  expect(problemOf(changed)).toBeNull()
})

test('words of a kind that is not known are kept as they are', () => {
  expect(problemOf({ ...node, problem: 'unreachable: EHOSTUNREACH' })).toEqual({
    kind: 'unreachable',
    words: 'EHOSTUNREACH',
  })
  expect(problemOf({ ...node, problem: 'new-kind: words' })).toEqual({ kind: null, words: 'new-kind: words' })
})

test('the key comes after the address that shows one', () => {
  expect(currentSteps({ state: 'unconfirmed', seenHostKey: null })).toEqual(['address'])
  expect(currentSteps({ state: 'unconfirmed', seenHostKey: 'SHA256:x' })).toEqual(['key'])
  expect(currentSteps({ state: 'host-key-changed', seenHostKey: 'SHA256:x' })).toEqual(['key'])
  expect(currentSteps({ state: 'outdated', seenHostKey: null })).toEqual(['install', 'prove'])
})
