import type { NodeRow, TaskRow, TaskState } from '@steward/contracts'
import type { RawTask } from './raw.ts'

/** Rows of `/cluster/tasks`: at most 25 finished tasks per node, and those that run. */
export function toTasks(tasks: readonly RawTask[], nodes: ReadonlyMap<string, NodeRow>): Map<string, TaskRow> {
  const rows = new Map<string, TaskRow>()
  for (const raw of tasks) rows.set(raw.upid, toTask(raw, nodes.get(raw.node)))
  return rows
}

function toTask(raw: RawTask, node: NodeRow | undefined): TaskRow {
  const state = taskState(raw)
  return {
    id: raw.upid,
    node: raw.node,
    type: raw.type,
    subject: raw.id ?? '',
    user: raw.user,
    token: raw.tokenid ?? null,
    startedAt: raw.starttime,
    endedAt: raw.endtime ?? null,
    state,
    exit: raw.status ?? null,
    // A node that is off cannot say that its tasks ended: they are listed as running for as long as it is off.
    unconfirmed: state === 'running' && node !== undefined && node.state !== 'online',
  }
}

/** End texts as `/nodes/{node}/tasks/{upid}/status` gives them (pve-common: src/PVE/Tools.pm upid_read_status). */
export function taskState(task: { endtime?: number | undefined; status?: string | undefined }): TaskState {
  if (task.endtime === undefined && task.status === undefined) return 'running'
  if (task.status === undefined) return 'unknown'
  if (task.status === 'OK') return 'ok'
  if (/^WARNINGS: \d+$/.test(task.status)) return 'warnings'
  if (task.status === 'unexpected status') return 'unknown'
  return 'failed'
}

const stops = new Set(['qmstop', 'qmshutdown', 'vzstop', 'vzshutdown', 'qmsuspend'])
const starts = new Set(['qmstart', 'vzstart', 'qmreboot', 'vzreboot', 'hastart', 'qmresume', 'qmrestore', 'qmrollback'])

/**
 * Brings the memory of "a person stopped this guest" up to date: the latest power task of each guest decides.
 * HA does its work as root@pam, so for HA-managed guests only tasks of other users count as a person's.
 */
export function followStops(
  before: ReadonlySet<string>,
  tasks: Iterable<TaskRow>,
  haManaged: ReadonlySet<string>,
): Set<string> {
  const latest = new Map<string, TaskRow>()
  for (const task of tasks) {
    if (!/^\d+$/.test(task.subject) || !(stops.has(task.type) || starts.has(task.type))) continue
    const held = latest.get(task.subject)
    if (!held || task.startedAt > held.startedAt) latest.set(task.subject, task)
  }
  const stopped = new Set(before)
  for (const [guest, task] of latest) {
    const byPerson =
      stops.has(task.type) &&
      (task.state === 'ok' || task.state === 'warnings') &&
      !(haManaged.has(guest) && task.user === 'root@pam')
    if (byPerson) stopped.add(guest)
    else stopped.delete(guest)
  }
  return stopped
}
