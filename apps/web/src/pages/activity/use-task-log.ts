import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { toApiError } from '../../api/client.ts'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'

export type LogLine = { n: number; t: string }

export const logPage = 500
export const logEveryMs = 2000

type Of = { node: string; upid: string; running: boolean; endSeenAt: number }

/**
 * A task's log in pages. A long log is read from its end; what stands before comes when asked for. While the task runs
 * only the last page is read again, and once more after its end, because the last line is the one that counts.
 */
export function useTaskLog({ node, upid, running, endSeenAt }: Of) {
  const cluster = useClusterId()
  const [range, setRange] = useState<{ first: number; last: number }>({ first: 0, last: 0 })
  const [settled, setSettled] = useState(false)
  const queries = useQueries({
    queries: Array.from({ length: range.last - range.first + 1 }, (_, index) => {
      const page = range.first + index
      const isLast = page === range.last
      return {
        ...pve<LogLine[]>()(cluster, 'taskLog', { node, upid }, { start: page * logPage, limit: logPage }),
        staleTime: isLast ? 0 : Infinity,
        refetchInterval: (query: { state: { dataUpdatedAt: number; error: unknown } }) =>
          isLast && query.state.error === null && (running || query.state.dataUpdatedAt < endSeenAt)
            ? logEveryMs
            : false,
      }
    }),
  })
  const total = Math.max(0, ...queries.map(({ data }) => data?.total ?? 0))
  const lastPage = Math.max(0, Math.ceil(total / logPage) - 1)
  if (lastPage > range.last) {
    // The first answer tells how long the log is; from then on pages are only added.
    setRange({ first: settled ? range.first : Math.max(0, lastPage - 1), last: lastPage })
    setSettled(true)
  } else if (!settled && total > 0) setSettled(true)
  const failed = queries.find(({ error }) => error !== null)
  const lines = queries.flatMap(({ data }) => data?.data ?? [])
  // PVE answers an empty log with this one line.
  const isEmpty = lines.length === 1 && lines[0]?.t === 'no content'
  return {
    lines: isEmpty ? [] : lines,
    total: isEmpty ? 0 : total,
    before: range.first * logPage,
    readBefore: () => setRange(({ first, last }) => ({ first: Math.max(0, first - 1), last })),
    isLoading: queries.some(({ isPending }) => isPending) && lines.length === 0,
    error: failed?.error ? toApiError(failed.error) : null,
    again: () => void failed?.refetch(),
  }
}
export type TaskLog = ReturnType<typeof useTaskLog>
