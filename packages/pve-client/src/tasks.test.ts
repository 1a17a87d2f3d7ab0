import { describe, expect, it } from 'vitest'
import type { PveApi } from './api.ts'
import { PveError, type PveErrorKind } from './errors.ts'
import { toTaskEnd, waitForTask } from './tasks.ts'

const upid = 'UPID:pve1:0000054E:0001BCC3:6B02FA35:qmshutdown:104:root@pam:'
const passing = (kind: PveErrorKind, retryable: boolean) =>
  new PveError({ kind, reason: 'x', call: 'taskStatus', path: '', retryable })

/** An api that answers from a list; the last entry repeats. */
function fakeApi(
  statuses: (object | PveError)[],
  logs: { lines: string[]; total?: number }[] = [],
): PveApi & { asked: number } {
  const api = {
    asked: 0,
    // A generic method cannot be written for two calls only.
    call: async (name: string, args: { start?: number }) => {
      if (name === 'taskLog') {
        const { lines } = logs[Math.min(api.asked, logs.length) - 1] ?? { lines: [] }
        const data = lines.map((t, index) => ({ n: index + 1, t })).slice(args.start ?? 0)
        return { data, total: lines.length, via: 'pve1', ms: 1 }
      }
      const next = statuses[Math.min(api.asked++, statuses.length - 1)]
      if (next instanceof PveError) throw next
      return { data: next, via: 'pve1', ms: 1 }
    },
    callRaw: () => Promise.reject(new Error('not used')),
  }
  return api as unknown as PveApi & { asked: number }
}

describe('toTaskEnd', () => {
  it.each([
    ['OK', 'ok', 0],
    ['WARNINGS: 3', 'warnings', 3],
    ['VM quit/powerdown failed - got timeout', 'failed', 0],
    ['unexpected status', 'lost', 0],
    ['unable to get last line from task log - x', 'lost', 0],
    ['WARNINGS: many', 'failed', 0],
  ])('%s', (exitStatus, outcome, warnings) => {
    expect(toTaskEnd(exitStatus)).toEqual({ outcome, exitStatus, warnings })
  })
})

describe('waitForTask', () => {
  const running = { status: 'running' }
  const sleep = async (): Promise<void> => undefined

  it('waits until the worker has ended', async () => {
    const api = fakeApi([running, running, { status: 'stopped', exitstatus: 'OK' }])
    expect(await waitForTask(api, upid, { sleep })).toMatchObject({ outcome: 'ok' })
    expect(api.asked).toBe(3)
  })

  it('hands out each line of the log once and leaves out the made-up one', async () => {
    const lines: string[] = []
    const api = fakeApi(
      [running, running, { status: 'stopped', exitstatus: 'OK' }],
      [{ lines: ['no content'] }, { lines: ['a'] }, { lines: ['a', 'b', 'TASK OK'] }],
    )
    await waitForTask(api, upid, { sleep, onLog: ({ n, t }) => lines.push(`${n} ${t}`) })
    expect(lines).toEqual(['1 a', '2 b', '3 TASK OK'])
  })

  it('bears a node that is gone for a while, but not for ever, and nothing else', async () => {
    let clock = 0
    const options = { now: () => clock, sleep: async () => void (clock += 1_000), patienceMs: 5_000 }
    const back = fakeApi([
      passing('node-unreachable', true),
      passing('timeout', true),
      { status: 'stopped', exitstatus: 'unexpected status' },
    ])
    expect(await waitForTask(back, upid, options)).toMatchObject({ outcome: 'lost' })
    await expect(waitForTask(fakeApi([passing('node-unreachable', true)]), upid, options)).rejects.toMatchObject({
      kind: 'node-unreachable',
    })
    const refused = fakeApi([passing('unauthorized', false)])
    await expect(waitForTask(refused, upid, options)).rejects.toMatchObject({ kind: 'unauthorized' })
    expect(refused.asked).toBe(1)
  })

  it('is aborted in its sleep', async () => {
    const controller = new AbortController()
    const waiting = waitForTask(fakeApi([running]), upid, { signal: controller.signal, intervalMs: 60_000 })
    setTimeout(() => controller.abort(), 10)
    await expect(waiting).rejects.toMatchObject({ kind: 'aborted' })
  })

  it('refuses what is no task', async () => {
    await expect(waitForTask(fakeApi([running]), 'nope')).rejects.toMatchObject({ kind: 'bad-request' })
  })
})
