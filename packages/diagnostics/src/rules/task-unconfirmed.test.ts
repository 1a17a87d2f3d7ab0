import { expect, test } from 'vitest'
import { findingsOf, guest, node, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { fold } from '../run-rules.ts'
import { nodeOffline } from './node-offline.ts'
import { taskUnconfirmed } from './task-unconfirmed.ts'

const lost = task({ endedAt: null, exit: null, state: 'running', unconfirmed: true })

test('tasks that run, and tasks that ended', () => {
  const running = task({ endedAt: null, exit: null, state: 'running' })
  expect(subjectsOf(taskUnconfirmed, { tasks: read([running, task()]) })).toEqual([])
})

test('one of a node that is away', () => {
  expect(paramsOf(taskUnconfirmed, { tasks: read([lost]) })).toEqual({ type: 'qmstart', about: '100', node: 'alder' })
})

test('it folds under the node', () => {
  const facts = {
    tasks: read([lost]),
    nodes: read([node('alder', { state: 'offline' })]),
    guests: read([guest(100)]),
    storages: read([]),
  }
  const folded = fold([...findingsOf(taskUnconfirmed, facts), ...findingsOf(nodeOffline, facts)])
  expect(folded).toMatchObject([{ cause: { rule: 'node-offline' }, folded: [{ rule: 'task-unconfirmed' }] }])
})

test('odd input: nothing about it is told', () => {
  expect(paramsOf(taskUnconfirmed, { tasks: read([{ ...lost, subject: '' }]) })).toMatchObject({ about: 'alder' })
})
