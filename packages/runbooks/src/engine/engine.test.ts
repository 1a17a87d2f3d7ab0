import { describe, expect, test } from 'vitest'
import { chooseRetry, chooseUndo } from '../record.ts'
import { PveAway, TicketGone, LookRefused } from './ports.ts'
import { openToy, setTo, taskFailed, taskOk, toySays, toyStep, toyUndo, valueOf, type Toy } from './toy.ts'
import type { Step } from '../define-runbook.ts'

let toy: Toy
const world = () => toy
const open = (...steps: Step[]): Toy => (toy = openToy(steps))
const step = (to: number, more?: Partial<Step>) => toyStep(world, to, more)
const undoable = (to: number, more: Partial<Step> = {}, harmless = false) =>
  toyStep(world, to, { ...toyUndo(world, harmless), ...more })
const asTask = (upid: string) => (act: Parameters<Toy['ports']['send']>[1]) => {
  toy.value = valueOf(act)
  return { kind: 'task' as const, upid }
}
const lost = { kind: 'doubt' as const, words: 'no answer' }

describe('one step after the other', () => {
  test('succeeds with each write sent once', async () => {
    open(step(1), step(2))
    expect(await toy.go()).toMatchObject({ state: 'succeeded', steps: [{ state: 'done' }, { state: 'done' }] })
    expect(toy.sent.map(valueOf)).toEqual([1, 2])
  })

  test('what is so already is skipped, and a guard stops before the write', async () => {
    open(step(1, { already: async () => true }), step(2, { guard: async () => toySays('against') }))
    expect(await toy.go()).toMatchObject({
      state: 'failed',
      problem: toySays('against'),
      steps: [{ state: 'skipped' }, {}],
    })
    expect(toy.sent).toEqual([])
  })

  test('an optional proof that fails is told and goes on', async () => {
    open(step(1, { verify: async () => toySays('silent'), optional: true }))
    expect(await toy.go()).toMatchObject({ state: 'succeeded', steps: [{ state: 'done', problem: toySays('silent') }] })
  })

  test('a step that only proves waits, and ends when the run is cancelled', async () => {
    open(step(1, { act: null }))
    toy.onSleep = () => (toy.run.cancelling = true)
    expect((await toy.go()).state).toBe('cancelled')
  })
})

describe('the last moment before a write', () => {
  test('a freeze that comes while the guard looks stops it', async () => {
    open(step(1, { guard: async () => ((toy.shut = 'freeze'), null) }))
    expect(await toy.go()).toMatchObject({ state: 'paused', pausedFor: 'freeze' })
    expect(toy.sent).toEqual([])
    toy.shut = null
    open(step(1))
    expect((await toy.go()).state).toBe('succeeded')
  })

  test('so does cancelling while the state before is read', async () => {
    open(step(1, { capture: async () => ((toy.run.cancelling = true), null) }))
    expect((await toy.go()).state).toBe('cancelled')
    expect(toy.sent).toEqual([])
  })

  test('a paused run goes on when the way is free, and writes down its pause once', async () => {
    open(step(1))
    toy.shut = 'freeze'
    await toy.go()
    await toy.go()
    expect(toy.notes).toEqual(['paused-freeze'])
    toy.shut = null
    expect((await toy.go()).state).toBe('succeeded')
  })

  test.each([
    ['pve', new PveAway('away')],
    ['sign-in', new TicketGone('gone')],
  ])('a write that could not even be sent is no try: it waits for %s', async (pausedFor, error) => {
    open(step(1, { once: toySays('once') }))
    toy.answers = [
      () => {
        throw error
      },
    ]
    expect(await toy.go()).toMatchObject({
      state: 'paused',
      pausedFor,
      steps: [{ state: 'waiting', tries: 0, intent: null }],
    })
    expect((await toy.restart()).state).toBe('succeeded')
  })

  test('the intent is on the disk before the write, in the name that the task will bear', async () => {
    open(step(1, { act: { ...setTo(1), ...({ asRoot: true } as object) } as ReturnType<typeof setTo> }))
    toy.answers = [
      (act) => {
        expect(toy.disk().steps[0]).toMatchObject({ state: 'doing', tries: 1, intent: { act, user: 'root@pam' } })
        toy.value = 1
        return { kind: 'done' }
      },
    ]
    expect((await toy.go()).state).toBe('succeeded')
  })
})

describe('a refusal', () => {
  test('ends the run with PVE’s words, and nothing is changed by it', async () => {
    open(step(1))
    toy.answers = [() => ({ kind: 'refused', words: 'no' })]
    expect(await toy.go()).toMatchObject({
      state: 'failed',
      problem: { key: 'engine.refused' },
      steps: [{ words: 'no', untouched: true }],
    })
  })

  test('of what is so all the same is no failure', async () => {
    open(step(1))
    toy.answers = [() => ((toy.value = 1), { kind: 'refused', words: 'already' })]
    expect((await toy.go()).state).toBe('succeeded')
  })

  test('that came after half of it was done needs a person, who can take it back', async () => {
    open(undoable(5))
    toy.answers = [() => ((toy.value = 3), { kind: 'refused', words: 'halfway' })]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', steps: [{ untouched: false }] })
    chooseUndo(toy.run)
    expect((await toy.go()).state).toBe('undone')
    expect(toy.value).toBe(0)
  })

  test('after an earlier step has changed something needs a person', async () => {
    open(step(1), step(2))
    toy.answers = [asTask('a'), () => ({ kind: 'refused', words: 'no' })]
    expect((await toy.go()).state).toBe('needs-attention')
  })
})

describe('a doubt', () => {
  test('is settled by the task that is found', async () => {
    open(step(1, { act: setTo(1, true) }))
    toy.answers = [() => ((toy.value = 1), lost)]
    toy.found = 'UPID:found'
    expect(await toy.go()).toMatchObject({ state: 'succeeded', steps: [{ upid: 'UPID:found', tries: 1 }] })
  })

  test('is settled by what is so, and else sent again, once', async () => {
    open(step(1))
    toy.answers = [() => ((toy.value = 1), lost)]
    expect((await toy.go()).steps[0]?.tries).toBe(1)
    open(step(1))
    toy.answers = [() => lost]
    expect(await toy.go()).toMatchObject({ state: 'succeeded', steps: [{ tries: 2 }] })
    open(step(1))
    toy.answers = [() => lost, () => lost]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', problem: { key: 'engine.doubt' } })
    expect(toy.sent).toHaveLength(2)
  })

  test('about what must not be sent twice goes to a person, and waking the run sends nothing', async () => {
    open(step(1, { once: toySays('once') }))
    toy.answers = [() => lost]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', problem: toySays('once') })
    await toy.go()
    expect(toy.run.state).toBe('needs-attention')
    expect(toy.sent).toHaveLength(1)
  })

  test('is not sent again during a freeze, when cancelled, or against the guard', async () => {
    const doubted = async (change: () => void, more: Partial<Step> = {}) => {
      open(step(1, more))
      toy.answers = [() => (change(), lost)]
      await toy.go()
      expect(toy.sent).toHaveLength(1)
      return toy.run
    }
    expect(await doubted(() => (toy.shut = 'freeze'))).toMatchObject({ state: 'paused', pausedFor: 'freeze' })
    expect((await doubted(() => (toy.run.cancelling = true))).state).toBe('needs-attention')
    expect(
      (await doubted(() => undefined, { guard: async () => (toy.sent.length > 0 ? toySays('against') : null) })).state,
    ).toBe('needs-attention')
    expect(
      (await doubted(() => undefined, { guard: async () => (toy.sent.length > 0 && (toy.shut = 'freeze'), null) }))
        .state,
    ).toBe('paused')
  })
})

describe('a task', () => {
  const task = { act: setTo(1, true) }

  test('is followed after a restart, and never started again', async () => {
    open(step(1, task))
    toy.answers = [asTask('UPID:one')]
    toy.onTask = () => {
      throw new PveAway('away')
    }
    expect(await toy.go()).toMatchObject({ state: 'paused', pausedFor: 'pve' })
    toy.onTask = () => undefined
    expect((await toy.restart()).state).toBe('succeeded')
    expect(toy.sent).toHaveLength(1)
  })

  test('that cannot be asked about for days writes no line for each look', async () => {
    const verify = async () => {
      throw new PveAway('away')
    }
    open(step(1, { ...task, verify }))
    toy.answers = [asTask('UPID:one')]
    await toy.go()
    const { length } = toy.notes
    for (let look = 0; look < 5; look += 1) await toy.go()
    expect(toy.notes).toHaveLength(length)
    open(step(1, { ...task, verify }))
    toy.answers = [() => lost]
    await toy.go()
    const before = toy.notes.length
    for (let look = 0; look < 5; look += 1) await toy.go()
    expect(toy.notes.length).toBe(before)
  })

  test('that failed needs a person unless it leaves nothing behind', async () => {
    open(step(1, task))
    toy.answers = [() => ({ kind: 'task', upid: 'a' })]
    toy.ends = [taskFailed]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', steps: [{ words: 'it broke' }] })
    open(step(1, { ...task, atomic: true }))
    toy.answers = [() => ({ kind: 'task', upid: 'a' })]
    toy.ends = [taskFailed]
    expect((await toy.go()).state).toBe('failed')
    open(step(1, { ...task, atomic: true }))
    toy.answers = [() => ({ kind: 'task', upid: 'a' })]
    toy.ends = [{ outcome: 'lost', words: '', warnings: 0 }]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', problem: { key: 'engine.task-lost' } })
  })

  test('that failed may be sent once more where that is right', async () => {
    open(step(1, { ...task, again: async () => ({ says: toySays('again'), afterSec: 5 }) }))
    toy.answers = [() => ({ kind: 'task', upid: 'a' }), asTask('b')]
    toy.ends = [taskFailed, taskOk]
    expect(await toy.go()).toMatchObject({ state: 'succeeded', steps: [{ tries: 2, upid: 'b' }] })
  })

  test('is ended by cancelling where it can be, but not during a freeze', async () => {
    const stop = () => setTo(-1)
    open(step(1, { ...task, stop }))
    toy.answers = [() => ({ kind: 'task', upid: 'a' })]
    toy.onTask = () => (toy.run.cancelling = true)
    toy.ends = [taskFailed]
    expect(await toy.go()).toMatchObject({ steps: [{ problem: { key: 'engine.cancelled-task' } }] })
    expect(toy.sent.map(valueOf)).toEqual([1, -1])
    open(step(1, { ...task, stop }))
    toy.answers = [asTask('a')]
    toy.onTask = () => void ((toy.run.cancelling = true), (toy.shut = 'freeze'))
    await toy.go()
    expect(toy.sent.map(valueOf)).toEqual([1])
  })
})

describe('a step for a person', () => {
  test('waits for its effect, and is not sent', async () => {
    open(step(1))
    toy.answers = [() => ({ kind: 'by-hand' })]
    expect(await toy.go()).toMatchObject({ state: 'paused', pausedFor: 'person' })
    await toy.go()
    expect(toy.run.state).toBe('paused')
    toy.value = 1
    expect((await toy.restart()).state).toBe('succeeded')
    expect(toy.sent).toHaveLength(1)
  })
})

describe('the way back', () => {
  const failing = () => step(9, { guard: async () => toySays('against') })

  test('is gone by itself where it harms nobody', async () => {
    open(undoable(1, {}, true), failing())
    expect(await toy.go()).toMatchObject({ state: 'undone', steps: [{ state: 'undone' }, {}] })
    expect(toy.value).toBe(0)
  })

  test('keeps what cannot be taken back, and says so', async () => {
    open(step(1), undoable(2), failing())
    await toy.go()
    chooseUndo(toy.run)
    expect(await toy.go()).toMatchObject({
      state: 'needs-attention',
      problem: { key: 'engine.kept' },
      steps: [{ state: 'kept' }, { state: 'undone' }, {}],
    })
  })

  async function stuck(...answers: Toy['answers']) {
    open(undoable(1), failing())
    await toy.go()
    expect(toy.run.state).toBe('needs-attention')
    toy.answers = answers
    chooseUndo(toy.run)
  }

  test('waits for a freeze without a line for each look', async () => {
    await stuck()
    toy.shut = 'freeze'
    for (let look = 0; look < 4; look += 1) await toy.go()
    expect(toy.run).toMatchObject({ state: 'paused', pausedFor: 'freeze' })
    expect(toy.sent).toHaveLength(1)
    expect(toy.notes.filter((note) => note === 'paused-freeze')).toHaveLength(1)
    toy.shut = null
    expect((await toy.go()).state).toBe('undone')
  })

  test('is sent once, whatever happens while its task runs', async () => {
    await stuck(() => ({ kind: 'task', upid: 'UPID:back' }))
    toy.onTask = () => {
      throw new PveAway('away')
    }
    await toy.go()
    expect(toy.run.state).toBe('paused')
    toy.onTask = () => (toy.value = 0)
    expect((await toy.restart()).state).toBe('undone')
    expect(toy.sent).toHaveLength(2)
  })

  test('whose answer is lost is read, not guessed', async () => {
    await stuck((act) => ((toy.value = valueOf(act)), lost))
    expect((await toy.go()).state).toBe('undone')
    await stuck(() => lost)
    toy.found = 'UPID:back'
    toy.onTask = () => (toy.value = 0)
    expect((await toy.go()).state).toBe('undone')
    expect(toy.sent).toHaveLength(2)
  })

  test('that fails needs a person', async () => {
    await stuck(() => ({ kind: 'refused', words: 'no' }))
    expect(await toy.go()).toMatchObject({
      state: 'needs-attention',
      steps: [{ state: 'undo-failed', words: 'no' }, {}],
    })
    await stuck(() => ({ kind: 'task', upid: 'x' }))
    toy.ends = [taskFailed]
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', problem: { key: 'engine.task-failed' } })
  })

  test('that could not be sent is tried again', async () => {
    await stuck(() => {
      throw new PveAway('away')
    })
    expect(await toy.go()).toMatchObject({ state: 'paused', pausedFor: 'pve' })
    expect((await toy.restart()).state).toBe('undone')
  })
})

describe('trying again', () => {
  test('does not forget that the first try may have changed something', async () => {
    let against = false
    open(undoable(5, { guard: async () => (against ? toySays('against') : null) }))
    toy.answers = [() => ((toy.value = 3), lost), () => lost]
    await toy.go()
    expect(toy.run.state).toBe('needs-attention')
    against = true
    chooseRetry(toy.run)
    expect((await toy.go()).state).toBe('needs-attention')
    against = false
    chooseRetry(toy.run)
    toy.answers = [() => ((toy.value = 4), lost), () => lost]
    await toy.go()
    chooseUndo(toy.run)
    expect((await toy.go()).state).toBe('undone')
    // As it was before the very first try.
    expect(toy.value).toBe(0)
  })

  test('follows a task that still runs in place of starting another', async () => {
    open(step(1, { act: setTo(1, true) }))
    toy.answers = [asTask('UPID:one')]
    toy.onTask = () => {
      throw new LookRefused('403')
    }
    expect(await toy.go()).toMatchObject({ state: 'needs-attention', problem: { key: 'engine.look-refused' } })
    toy.onTask = () => undefined
    chooseRetry(toy.run)
    expect(await toy.go()).toMatchObject({ state: 'succeeded', problem: null })
    expect(toy.sent).toHaveLength(1)
  })

  test('leaves alone what was done and cannot be taken back', async () => {
    open(step(1, { once: toySays('once') }), undoable(2), step(9, { guard: async () => toySays('against') }))
    await toy.go()
    chooseUndo(toy.run)
    await toy.go()
    chooseRetry(toy.run)
    await toy.go()
    expect(toy.sent.map(valueOf)).toEqual([1, 2, 1, 2])
    expect(toy.run.steps.map((one) => one.state)).toEqual(['done', 'done', 'failed'])
  })
})

test('a defect of ours is told, and nothing is sent twice for it', async () => {
  open(step(1, { guard: async () => Promise.reject(new TypeError('oops')) }))
  expect(await toy.go()).toMatchObject({ state: 'failed', problem: { key: 'engine.broken' } })
  expect(toy.run.endedAt).not.toBeNull()
})

test('a runbook that has other steps than when the run was started needs a person', async () => {
  open(step(1))
  toy.run.steps = []
  expect(await toy.go()).toMatchObject({ state: 'failed', problem: { key: 'engine.look-refused' } })
})
