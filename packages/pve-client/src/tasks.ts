import { setTimeout as delay } from 'node:timers/promises'
import type { PveApi } from './api.ts'
import { PveError } from './errors.ts'
import { parseUpid } from './upid.ts'

export type TaskEnd = {
  /** `lost`: PVE does not know how it ended, because the worker was killed or its node went down. */
  outcome: 'ok' | 'warnings' | 'failed' | 'lost'
  /** PVE's words: OK, WARNINGS: n, or the text of the error. */
  exitStatus: string
  /** Number of warnings, 0 without. */
  warnings: number
}

/** Sorts the exit status of a finished task (PVE::API2::Tasks; docs/pve-behaviour.md §4). */
export function toTaskEnd(exitStatus: string): TaskEnd {
  const warnings = Number(/^WARNINGS: (\d+)$/.exec(exitStatus)?.[1] ?? 0)
  if (exitStatus === 'OK') return { outcome: 'ok', exitStatus, warnings: 0 }
  if (/^WARNINGS: \d+$/.test(exitStatus)) return { outcome: 'warnings', exitStatus, warnings }
  const lost = exitStatus === 'unexpected status' || exitStatus.startsWith('unable to get last line from task log')
  return { outcome: lost ? 'lost' : 'failed', exitStatus, warnings: 0 }
}

export type WaitOptions = {
  signal?: AbortSignal
  /** Between two looks; 1000 by default. */
  intervalMs?: number
  /** For how long failures that may pass (node not reachable) are borne; 60000 by default. */
  patienceMs?: number
  now?: () => number
  sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** Called for each line of the log as it appears; costs one more request per look. */
  onLog?: (line: { n: number; t: string }) => void
}

const defaultSleep = (ms: number, signal?: AbortSignal): Promise<unknown> => delay(ms, undefined, signal && { signal })

/**
 * Waits for the end of a task by asking the node it runs on. An end says that the worker ended: for guests under HA the
 * work itself comes later, as a task of its own.
 *
 * @throws PveError: of kind aborted, of any kind that does not pass, or the last passing one when patience is over.
 */
export async function waitForTask(api: PveApi, upid: string, options: WaitOptions = {}): Promise<TaskEnd> {
  const { signal, intervalMs = 1_000, patienceMs = 60_000, now = Date.now, sleep = defaultSleep, onLog } = options
  const node = parseUpid(upid)?.node
  if (node === undefined) throw waitError('bad-request', 'this is not the id of a task')
  let lastSeen = now()
  let line = 0

  const readLog = async (): Promise<void> => {
    for (;;) {
      const { data, total = 0 } = await api.call('taskLog', { node, upid, start: line, limit: 500 }, { signal })
      // An empty log is shown as one made-up line, which the first real line replaces.
      if (line === 0 && data.length === 1 && data[0]?.t === 'no content') return
      for (const { n, t } of data) {
        if (n <= line) continue
        line = n
        onLog?.({ n, t })
      }
      if (data.length === 0 || line >= total) return
    }
  }

  for (;;) {
    if (signal?.aborted) throw waitError('aborted', 'the wait was aborted')
    try {
      const { data } = await api.call('taskStatus', { node, upid }, { signal })
      lastSeen = now()
      // After the status: the last lines are written before the task counts as stopped.
      if (onLog) await readLog()
      if (data.status === 'stopped') return toTaskEnd(data.exitstatus ?? 'unexpected status')
    } catch (failure) {
      const passing = failure instanceof PveError && failure.retryable
      if (!passing || now() - lastSeen >= patienceMs) throw failure
    }
    await sleep(intervalMs, signal).catch((failure: unknown) => {
      if (!signal?.aborted) throw failure
    })
  }
}

const waitError = (kind: 'aborted' | 'bad-request', reason: string): PveError =>
  new PveError({ kind, reason, call: 'waitForTask', path: '' })
