import type { TaskRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { toApiError } from '../../api/client.ts'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useNodes, useTasks } from '../../facts/use-facts.ts'
import { endState, type PveTaskStatus } from './node-tasks.ts'
import type { UpidParts } from './upid.ts'

const everyMs = 2000

/**
 * One task from three sources: its name, the list of the cluster, and its node's own word, which counts most. A node that
 * is away is not asked.
 */
export function useTask(upid: string, parts: UpidParts) {
  const cluster = useClusterId()
  const row = useTasks().rows.find(({ id }) => id === upid)
  const node = useNodes().rows.find(({ name }) => name === parts.node)
  const isAway = node?.state === 'offline'
  const status = useQuery({
    ...pve<PveTaskStatus>()(cluster, 'taskStatus', { node: parts.node, upid }),
    enabled: !isAway,
    refetchInterval: ({ state }) => (state.error === null && state.data?.data.status === 'running' ? everyMs : false),
  })
  const told = status.data?.data
  const task = mergeTask(upid, parts, row, isAway ? undefined : told)
  return {
    task,
    isAway,
    running: task.state === 'running' && !task.unconfirmed,
    /** When the node first said that it had ended (browser time); 0 before. */
    endSeenAt: told?.status === 'stopped' ? status.dataUpdatedAt : 0,
    error: status.error ? toApiError(status.error) : null,
    again: () => void status.refetch(),
  }
}

export function mergeTask(
  upid: string,
  parts: UpidParts,
  row: TaskRow | undefined,
  told: PveTaskStatus | undefined,
): TaskRow {
  const known: TaskRow = row ?? {
    id: upid,
    node: parts.node,
    type: parts.type,
    subject: parts.subject,
    user: parts.user,
    token: parts.token,
    startedAt: parts.startedAt,
    endedAt: null,
    state: 'unknown',
    exit: null,
    unconfirmed: false,
  }
  if (told === undefined) return known
  if (told.status === 'running') return { ...known, state: 'running', exit: null, endedAt: null, unconfirmed: false }
  const exit = told.exitstatus ?? known.exit
  return { ...known, state: endState(exit), exit, unconfirmed: false }
}
