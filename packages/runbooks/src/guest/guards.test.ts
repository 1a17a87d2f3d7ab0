import { describe, expect, test } from 'vitest'
import type { Step } from '../define-runbook.ts'
import type { GuestNow, LiveTask, Look } from '../look.ts'
import { guestDelete } from './delete.ts'
import { powerStep } from './power.ts'
import { guestRescue } from './rescue.ts'

const guest: GuestNow = {
  vmid: 101,
  kind: 'qemu',
  node: 'alder',
  name: 'web',
  status: 'running',
  qmp: 'running',
  qemuAnswers: true,
  lock: null,
  template: false,
  uptime: 5000,
  ha: { managed: false, state: null },
  memory: 1,
  tags: '',
}
const waiting: LiveTask = { upid: 'UPID:one', type: 'qmshutdown', id: '101', user: 'lena@pve', startedAt: 1 }

function lookAt(now: GuestNow | null, tasks: readonly LiveTask[] = [waiting]): Look {
  const look: Partial<Look> = { guest: async () => now, activeTasks: async () => tasks, quorate: async () => true }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return look as Look
}

const stepOf = (steps: readonly Step[], id: string): Step => {
  const step = steps.find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}

const rescueStep = (overrule: boolean, id: string) => {
  const facts = {
    guest,
    quorate: true,
    self: false,
    stuck: null,
    waiting,
    others: [],
    own: true,
    overrule,
    agentOn: false,
  }
  return stepOf(guestRescue.steps({ vmid: 101, after: 'off' }, facts), id)
}

describe.each([
  [true, 'overrule'],
  [false, 'stop'],
])('the plug of a hung guest (one call: %s)', (overrule, id) => {
  const step = rescueStep(overrule, id)

  test('is pulled while it hangs as it was seen', async () => {
    expect(await step.guard?.(lookAt({ ...guest, uptime: 5600 }))).toBeNull()
  })

  test('is left in when the guest was started anew while the run waited', async () => {
    expect(await step.guard?.(lookAt({ ...guest, uptime: 90 }))).toMatchObject({ key: 'rescue.started-anew' })
  })

  test('is left in when the guest has moved or is gone', async () => {
    expect(await step.guard?.(lookAt({ ...guest, node: 'beech' }))).toMatchObject({ key: 'power.moved' })
    expect(await step.guard?.(lookAt(null))).toMatchObject({ key: 'power.gone' })
  })
})

test('one call does not end a later attempt of somebody else', async () => {
  const later = { ...waiting, upid: 'UPID:two', user: 'mia@pve' }
  expect(await rescueStep(true, 'overrule').guard?.(lookAt(guest, [later]))).toMatchObject({ key: 'rescue.other-task' })
})

test('a number that was given to another guest meanwhile is not deleted', async () => {
  const off = { ...guest, status: 'stopped', qmp: null, uptime: 0 }
  const facts = { guest: off, quorate: true, self: false, stuck: null }
  const step = stepOf(guestDelete.steps({ vmid: 101 }, facts), 'destroy')
  expect(await step.guard?.(lookAt(off))).toBeNull()
  expect(await step.guard?.(lookAt({ ...off, name: 'database' }))).toMatchObject({ key: 'delete.changed' })
})

test('a hibernation that failed has left its lock, so it is never said that nothing is changed', () => {
  expect(powerStep('hibernate', guest).atomic).toBe(false)
  expect(powerStep('start', guest).atomic).toBe(true)
})
