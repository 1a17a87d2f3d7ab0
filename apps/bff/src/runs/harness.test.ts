import { findRunbook, runbooks } from '@steward/runbooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import { cases } from './harness-cases.ts'
import { tryRun, type Case, type Fault } from './harness.ts'

/**
 * Every runbook, in a simulated world: it succeeds; each step can be done twice; a write that is refused, or whose answer
 * is lost, ends as before or says what it needs; and killed after each save it ends the same, with nothing sent twice.
 */
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator(['--scenario', 'healthy'])
})
afterAll(() => simulator.stop())

test('every runbook has a case', () => {
  expect(new Set(cases.map((one) => one.runbook))).toEqual(new Set(runbooks.map((book) => book.id)))
})

const nameOf = ({ runbook, input, scenario }: Case) => `${runbook} ${JSON.stringify(input)} in ${scenario}`
const hasOnce = (one: Case, facts: unknown) =>
  findRunbook(one.runbook)
    ?.steps(one.input, facts as never)
    .some((step) => step.once !== undefined) ?? false

describe.each(cases.map((one) => [nameOf(one), one] as const))('%s', (_, one) => {
  test('succeeds, and each step may be done twice', async () => {
    const outcome = await tryRun(simulator, one)
    expect(outcome.record, JSON.stringify(outcome.record.steps)).toMatchObject({ state: 'succeeded', problem: null })
    if (hasOnce(one, outcome.record.facts)) return
    const twice = await tryRun(simulator, one, { twice: true })
    if (one.refusesTwice !== undefined) {
      expect(twice.record.problem?.key).toBe(one.refusesTwice)
      expect(twice.record.steps.every((step) => step.tries === 0)).toBe(true)
    } else expect(twice.record.state, JSON.stringify(twice.record)).toBe('succeeded')
    expect(lasting(twice.world)).toEqual(lasting(outcome.world))
  })

  test('ends as before or says what it needs when a write is refused or its answer is lost', async () => {
    const { writes } = await tryRun(simulator, one)
    for (let at = 0; at < writes; at += 1)
      for (const how of ['refused', 'answer-lost'] as const) await holds(one, { at, how })
  })

  test('killed after each save it ends the same, and nothing is sent twice', async () => {
    const whole = await tryRun(simulator, one)
    for (let save = 1; save <= whole.saves; save += 1) {
      const killed = await tryRun(simulator, one, { killAfterSave: save })
      const told = `killed after save ${save}: ${JSON.stringify(killed.record)}`
      // A step that must not be sent twice may end with a person who looks; never with a second try.
      if (killed.record.state === 'needs-attention') expect(killed.record.problem, told).not.toBeNull()
      else expect(killed.record.state, told).toBe('succeeded')
      expect(own(killed.tasks).length, told).toBeLessThanOrEqual(own(whole.tasks).length)
    }
  })
})

async function holds(one: Case, fault: Fault) {
  const outcome = await tryRun(simulator, one, { fault })
  const { state, problem } = outcome.record
  const told = `write ${fault.at} ${fault.how}: ${JSON.stringify(outcome.record)}`
  if (state === 'failed' || state === 'undone') {
    expect(lasting(outcome.world), told).toEqual(lasting(outcome.worldBefore))
    expect(problem, told).not.toBeNull()
  } else if (state === 'needs-attention') expect(problem, told).not.toBeNull()
  else expect(state, told).toBe('succeeded')
}

/** Digests and the like come anew with each change of a configuration; what they stand for is compared. */
const lasting = (world: string): unknown => JSON.parse(world.replace(/"digest":"[^"]*",?/g, ''))
const own = (tasks: readonly string[]) => tasks.filter((task) => task.endsWith(':root@pam'))
