import type { PausedFor } from '@steward/contracts'
import { pveAct, type Act } from '../acts.ts'
import type { Json, Runbook, Step } from '../define-runbook.ts'
import type { Look, TaskEndNow } from '../look.ts'
import { newStep, type RunRecord } from '../record.ts'
import { advance } from './advance.ts'
import type { Ports, Sent } from './ports.ts'

/** A world of one number: a write sets it, what is read is it. */
export type Toy = {
  value: number
  run: RunRecord
  /** As it was saved last: what a restart finds. */
  disk: () => RunRecord
  sent: Act[]
  notes: string[]
  shut: PausedFor | null
  /** What comes of the next writes, in order; after them each is done. */
  answers: ((act: Act) => Sent)[]
  found: string | null
  ends: TaskEndNow[]
  /** Called at each wait of the engine. */
  onSleep: () => void
  onTask: () => void
  now: number
  ports: Ports
  go(): Promise<RunRecord>
  /** Goes on from what the disk holds. */
  restart(): Promise<RunRecord>
}

export const toySays = (key: string) => ({ key: `toy.${key}` })
export const taskOk: TaskEndNow = { outcome: 'ok', words: 'OK', warnings: 0 }
export const taskFailed: TaskEndNow = { outcome: 'failed', words: 'it broke', warnings: 0 }

export const setTo = (value: number, task = false): Act =>
  pveAct('POST', '/toy', { parameters: { value }, node: 'a', task: task ? { types: ['toy'], id: '1' } : null })

export const valueOf = (act: Act): number => (act.kind === 'pve' ? Number(act.parameters['value']) : NaN)

/** A step that sets the number. */
export function toyStep(toy: () => Toy, to: number, more: Partial<Step> = {}): Step {
  return {
    id: `to-${to}`,
    title: toySays('set'),
    act: setTo(to),
    verify: async () => (toy().value >= to ? null : toySays('not-set')),
    undo: { notPossible: toySays('no-way-back') },
    waitSec: 3,
    ...more,
  }
}

/** The way back to the number that was there before. */
export const toyUndo = (toy: () => Toy, harmless = false): Partial<Step> => ({
  capture: async (): Promise<Json> => toy().value,
  undo: {
    says: toySays('undo'),
    act: (before) => setTo(Number(before), true),
    verify: async (_, before) => (toy().value === before ? null : toySays('not-back')),
    harmless,
  },
})

/** Nothing in the toy world is looked at through this. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const noLook = {} as Look

export function openToy(steps: readonly Step[]): Toy {
  // The engine takes nothing of a runbook but its steps.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const book = { id: 'toy', steps: () => steps } as unknown as Runbook
  let saved = ''
  const toy: Toy = {
    value: 0,
    run: newRun(steps),
    disk: () => JSON.parse(saved),
    sent: [],
    notes: [],
    shut: null,
    answers: [],
    found: null,
    ends: [],
    onSleep: () => undefined,
    onTask: () => undefined,
    now: 1000,
    async go() {
      await advance(toy.run, book, toy.ports)
      return toy.run
    },
    async restart() {
      toy.run = toy.disk()
      return toy.go()
    },
    ports: {
      look: noLook,
      proof: noLook,
      now: () => toy.now,
      async sleep(ms) {
        toy.now += ms / 1000
        toy.onSleep()
      },
      async save(run) {
        saved = JSON.stringify(run)
      },
      note: async (_, { text }) => void toy.notes.push(text),
      gate: () => toy.shut,
      async send(_, act) {
        toy.sent.push(act)
        const answer = toy.answers.shift()
        if (answer) return answer(act)
        toy.value = valueOf(act)
        return { kind: 'done' }
      },
      findTask: async () => toy.found,
      async waitTask(_, cancelled) {
        toy.onTask()
        if (cancelled()) return 'cancelled'
        return toy.ends.shift() ?? taskOk
      },
    },
  }
  return toy
}

const newRun = (steps: readonly Step[]): RunRecord => ({
  id: 1,
  cluster: 'cluster',
  runbook: 'toy',
  input: null,
  facts: null,
  user: 'lena@pve',
  address: '127.0.0.1',
  key: 'toy',
  state: 'running',
  pausedFor: null,
  problem: null,
  cancelling: false,
  undoing: false,
  startedAt: 1000,
  endedAt: null,
  parent: null,
  steps: steps.map((step) => newStep(step.id)),
})
