import type {
  ClusterFacts,
  CollectionReply,
  FindingRow,
  GuestRow,
  NodeRow,
  StorageRow,
  TaskRow,
} from '@steward/contracts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useAsTimeGoes } from '../api/clock.ts'
import { type ApiError, toApiError } from '../api/client.ts'
import { lastReadOf } from '../api/last-read.ts'
import { q } from '../api/query.ts'
import { useClusterId } from './cluster-context.ts'

/** Readers come every 5 to 10 s; three missed ones are worth a word. */
export const staleAfterSeconds = 30

export type Facts<Row> = {
  rows: readonly Row[]
  /** Unix seconds; null before the first reading. */
  readAt: number | null
  /** The rows have never arrived. */
  isLoading: boolean
  /** The last values are older than three readings: show them in third ink with `<StaleNote>`. */
  isStale: boolean
  /** Only when there is nothing to show; a failed refresh leaves the last rows and their age. */
  error: ApiError | null
  again: () => void
}

const none: readonly never[] = []

function useRows<Row>(query: UseQueryResult<CollectionReply<Row>>): Facts<Row> {
  const cluster = useClusterId()
  const own = query.data?.readAt ?? null
  // An unchanged list brings no patch, so the age of the last reading counts, not that of the last change.
  const readAt = () => (own === null ? null : Math.max(own, lastReadOf(cluster)))
  const isStale = useAsTimeGoes((now) => now - (readAt() ?? now) > staleAfterSeconds)
  return {
    rows: query.data?.rows ?? none,
    readAt: readAt(),
    isLoading: query.isPending,
    isStale,
    error: query.data === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
  }
}

const params = (cluster: string) => ({ params: { cluster } })

export const useGuests = (): Facts<GuestRow> => useRows(useQuery(q('listGuests', params(useClusterId()))))
export const useNodes = (): Facts<NodeRow> => useRows(useQuery(q('listNodes', params(useClusterId()))))
export const useStorages = (): Facts<StorageRow> => useRows(useQuery(q('listStorages', params(useClusterId()))))
export const useTasks = (): Facts<TaskRow> => useRows(useQuery(q('listTasks', params(useClusterId()))))

export const useFindings = (): Facts<FindingRow> => useRows(useQuery(q('listFindings', params(useClusterId()))))

/** Times of reading alone are not told by the stream: a page that shows them asks again every `againMs`. */
export function useCluster({ againMs = false }: { againMs?: number | false } = {}): {
  facts: ClusterFacts | null
  error: ApiError | null
  isLoading: boolean
  again: () => void
} {
  const query = useQuery({ ...q('readCluster', params(useClusterId())), refetchInterval: againMs })
  return {
    facts: query.data ?? null,
    error: query.data === undefined && query.error ? toApiError(query.error) : null,
    isLoading: query.isPending,
    again: () => void query.refetch(),
  }
}
