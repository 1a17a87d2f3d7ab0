import { expect, test } from 'vitest'
import * as z from 'zod'
import { defineRunbook, type Step } from '../define-runbook.ts'
import type { Look } from '../look.ts'
import { makePlan } from '../plan.ts'
import { say } from '../say.ts'
import { riskOf, type ShellCommand } from './commands.ts'

// None of these books looks at anything.
const look = {} as Look

function planOf(command: ShellCommand, more: Partial<Step> = {}) {
  const step: Step = {
    id: 'shell',
    title: say('lock.step-clear'),
    act: { kind: 'shell', node: 'attic', command },
    verify: () => Promise.resolve(null),
    undo: 'nothing-to-undo',
    ...more,
  }
  const book = defineRunbook({
    id: 'try',
    input: z.object({}),
    subject: () => ({ kind: 'node', id: 'attic' }),
    read: () => Promise.resolve(null),
    title: () => say('lock.none'),
    checks: () => [],
    steps: () => [step],
    impact: () => ({ downtime: 'none', data: 'none', says: null }),
    needs: () => [],
  })
  return makePlan(book, {}, look, (node) => (node === 'attic' ? 'ssh' : 'hand'))
}
const guard = () => Promise.resolve(null)

test('a risky command is not planned without a proof right before it', async () => {
  await expect(planOf({ name: 'pvecm-expected', votes: 1 })).rejects.toThrow('without a proof')
})

test('a risky command wants itself typed, whichever way it runs', async () => {
  const plan = await planOf({ name: 'pvecm-expected', votes: 1 }, { guard })
  expect(plan.confirm).toBe('pvecm expected 1')
  expect(plan.steps[0]?.act).toMatchObject({ command: 'pvecm expected 1', by: 'ssh' })
})

test('reads and plain writes want nothing typed', async () => {
  expect((await planOf({ name: 'guest-unlock', kind: 'lxc', vmid: 108 })).confirm).toBeNull()
  expect((await planOf({ name: 'pvecm-status' })).confirm).toBeNull()
})

test('the risk of a restart is that of its service', () => {
  expect(riskOf({ name: 'service-restart', service: 'pvestatd' })).toBe('write')
  expect(riskOf({ name: 'service-restart', service: 'corosync' })).toBe('risky')
  expect(riskOf({ name: 'service-state', service: 'corosync' })).toBe('read')
})
