import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { lockFacts, running } from '../testing/locks.ts'
import { guestHalfMade } from './guest-half-made.ts'

test('made by a living task, or another lock', () => {
  expect(
    subjectsOf(guestHalfMade, lockFacts('create', 9999, [running({ type: 'qmrestore', subject: '101' })])),
  ).toEqual([])
  expect(subjectsOf(guestHalfMade, lockFacts('clone', 9999, [running({ type: 'qmclone', subject: '100' })]))).toEqual(
    [],
  )
  expect(subjectsOf(guestHalfMade, lockFacts('backup', 9999))).toEqual([])
})

test('create or clone without a task, after ten minutes', () => {
  for (const word of ['create', 'clone', 'import']) {
    expect(subjectsOf(guestHalfMade, lockFacts(word, 599))).toEqual([])
    expect(subjectsOf(guestHalfMade, lockFacts(word, 600))).toEqual(['guest/101/lock'])
  }
})

test('odd input: an empty lock', () => {
  expect(subjectsOf(guestHalfMade, lockFacts('', 9999))).toEqual([])
})
