import { expect, test } from 'vitest'
import { node, subjectsOf } from '../testing/facts.ts'
import { lockFacts, running } from '../testing/locks.ts'
import { lockOwnerUnseen } from './lock-owner-unseen.ts'

const blind = [node('alder', { unknown: 'no-right' })]

test('tasks are visible', () => {
  expect(subjectsOf(lockOwnerUnseen, lockFacts('backup', 9999))).toEqual([])
})

test('tasks of others are hidden, on its node or another one', () => {
  expect(subjectsOf(lockOwnerUnseen, lockFacts('backup', 1800, [], blind))).toEqual(['guest/101/lock'])
  expect(
    subjectsOf(lockOwnerUnseen, lockFacts('backup', 1800, [], [node('alder'), node('birch', { unknown: 'no-right' })])),
  ).toHaveLength(1)
  expect(subjectsOf(lockOwnerUnseen, lockFacts('backup', 1799, [], blind))).toEqual([])
})

test('hibernated is no riddle, and a task that is seen is an answer', () => {
  expect(subjectsOf(lockOwnerUnseen, lockFacts('suspended', 9999, [], blind))).toEqual([])
  expect(subjectsOf(lockOwnerUnseen, lockFacts('backup', 9999, [running()], blind))).toEqual([])
})
