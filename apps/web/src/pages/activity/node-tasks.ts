import type { TaskRow, TaskState } from '@steward/contracts'

/** A row of `/nodes/{node}/tasks`. */
export type PveTask = {
  upid: string
  node: string
  type: string
  id?: string
  user: string
  tokenid?: string
  starttime: number
  endtime?: number
  status?: string
}

/** `/nodes/{node}/tasks/{upid}/status`. */
export type PveTaskStatus = Omit<PveTask, 'endtime' | 'status'> & { status: string; exitstatus?: string }

export function endState(exit: string | null): TaskState {
  if (exit === null) return 'unknown'
  if (exit === 'OK') return 'ok'
  if (/^WARNINGS: \d+$/.test(exit)) return 'warnings'
  // The worker was cut off: whether its work was done is not known.
  return exit === 'unexpected status' ? 'unknown' : 'failed'
}

/** The lists of a node carry running tasks as "RUNNING" or without an end, and with the whole token id as the user. */
export function toTask(row: PveTask): TaskRow {
  const running = row.endtime === undefined && (row.status === undefined || row.status === 'RUNNING')
  const [user = row.user, token] = row.user.split('!')
  return {
    id: row.upid,
    node: row.node,
    type: row.type,
    subject: row.id ?? '',
    user,
    token: row.tokenid ?? token ?? null,
    startedAt: row.starttime,
    endedAt: row.endtime ?? null,
    state: running ? 'running' : endState(row.status ?? null),
    exit: running ? null : (row.status ?? null),
    unconfirmed: false,
  }
}
