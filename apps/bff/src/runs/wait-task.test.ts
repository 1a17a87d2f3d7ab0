import { PveError, type PveApi } from '@steward/pve-client'
import type { Intent } from '@steward/runbooks'
import { expect, test } from 'vitest'
import { findTask } from './wait-task.ts'

const upid = 'UPID:alder:0000ABCD:00001234:00000000:qmstop:101:lena@pve:'
const task = (starttime: number, more: object = {}) => ({
  upid,
  type: 'qmstop',
  id: '101',
  user: 'lena@pve',
  node: 'alder',
  starttime,
  ...more,
})
const intent: Intent = {
  at: 1000,
  user: 'lena@pve',
  act: {
    kind: 'pve',
    method: 'POST',
    path: '/nodes/alder/qemu/101/status/stop',
    parameters: {},
    node: 'alder',
    shell: null,
    asRoot: false,
    task: { types: ['qmstop'], id: '101' },
  },
}

function apiWith(tasks: object[], time: number | PveError): PveApi {
  const call = (name: string) => {
    if (name === 'nodeTasks') return Promise.resolve({ data: tasks })
    return time instanceof PveError ? Promise.reject(time) : Promise.resolve({ data: { time } })
  }
  return { call } as unknown as PveApi
}
const forbidden = new PveError({ kind: 'forbidden', reason: 'no', call: 'nodeTime', path: '/' })

test('the task of a lost request is found by the clock of its node', async () => {
  expect(await findTask(apiWith([task(1001)], 1003), intent, 1003)).toBe(upid)
  // A node that is a minute behind, and one that is a minute ahead with an older task of the same kind.
  expect(await findTask(apiWith([task(941)], 943), intent, 1003)).toBe(upid)
  expect(await findTask(apiWith([task(1030)], 1063), intent, 1003)).toBeNull()
})

test('without the right to ask for the time the clocks are taken to agree', async () => {
  expect(await findTask(apiWith([task(1001)], forbidden), intent, 1003)).toBe(upid)
})

test('a task of somebody else, of another guest or kind, is not taken for it', async () => {
  const strangers = [task(1001, { user: 'mia@pve' }), task(1001, { id: '102' }), task(1001, { type: 'qmstart' })]
  expect(await findTask(apiWith(strangers, 1003), intent, 1003)).toBeNull()
  expect(await findTask(apiWith([task(1001, { user: 'lena@pve!laptop' })], 1003), intent, 1003)).toBe(upid)
})
