import type { RunRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { toApiError } from '../api/client.ts'
import { q } from '../api/query.ts'
import { useClusterId } from '../facts/cluster-context.ts'

const none: readonly RunRow[] = []

/** All runs of the cluster that the person may see; the live stream says when they are to be read again. */
export function useRuns() {
  const query = useQuery({ ...q('listRuns', { params: { cluster: useClusterId() } }), staleTime: 60_000 })
  return {
    rows: query.data ?? none,
    isLoading: query.isPending,
    error: query.data === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
  }
}

/** Which runbooks this server knows: nothing else is offered. */
export function useOffered(): ReadonlySet<string> {
  const query = useQuery({
    ...q('listRunbooks', { params: { cluster: useClusterId() } }),
    staleTime: Infinity,
    select: toSet,
  })
  return query.data ?? nothing
}
const nothing: ReadonlySet<string> = new Set()
const toSet = (ids: readonly string[]): ReadonlySet<string> => new Set(ids)
