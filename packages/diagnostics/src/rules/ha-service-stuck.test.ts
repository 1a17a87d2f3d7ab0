import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { service } from '../testing/ha.ts'
import { haServiceStuck } from './ha-service-stuck.ts'

const facts = (state: string | undefined, tasks: ReturnType<typeof task>[] = []) => ({
  ha: read([service(510, { state })]),
  tasks: read(tasks),
})

test('states that last', () => {
  for (const state of ['started', 'stopped', 'error', 'freeze'])
    expect(subjectsOf(haServiceStuck, facts(state))).toEqual([])
})

test('states that should pass, confirmed after ten minutes', () => {
  for (const state of ['fence', 'recovery', 'migrate', 'relocate'])
    expect(paramsOf(haServiceStuck, facts(state))).toMatchObject({ guest: '510', state, node: 'alder' })
  expect(haServiceStuck.confirmSec).toBe(600)
})

test('a large guest may take long to move: its task runs', () => {
  const running = task({ type: 'qmigrate', subject: '510', state: 'running', endedAt: null, exit: null })
  expect(subjectsOf(haServiceStuck, facts('migrate', [running]))).toEqual([])
  expect(subjectsOf(haServiceStuck, facts('migrate', [{ ...running, subject: '511' }]))).toHaveLength(1)
  expect(subjectsOf(haServiceStuck, facts('migrate', [{ ...running, unconfirmed: true }]))).toHaveLength(1)
})

test('odd input: no state', () => {
  expect(subjectsOf(haServiceStuck, facts(undefined))).toEqual([])
})
