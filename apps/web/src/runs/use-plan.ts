import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { api, toApiError } from '../api/client.ts'
import { invalidate, q } from '../api/query.ts'
import { useSubmit } from '../api/use-submit.ts'
import { useClusterId } from '../facts/cluster-context.ts'
import { paths } from '../routes/paths.ts'
import { newKey, type Wanted } from './wanted.ts'

/** While another run is at work on it, its end is waited for. */
const askAgainMs = 3000

/**
 * The plan of what is wanted, made anew whenever it is opened, and the way to start exactly this plan. The key of a press
 * is kept while it is not known what became of it, so that pressing again makes no second run.
 */
export function usePlan(wanted: Wanted) {
  const cluster = useClusterId()
  const router = useRouter()
  const query = useQuery({
    ...q('planRun', { params: { cluster }, body: wanted }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data && state.data.busyWith !== null ? askAgainMs : false),
  })
  const plan = query.data
  const [read, setRead] = useState<string | null>(null)
  if (plan && read === null) setRead(plan.hash)
  const key = useRef<string | null>(null)
  const submit = useSubmit(async (confirm: string | undefined) => {
    if (!plan) return
    key.current ??= newKey()
    try {
      const { id } = await api.startRun({
        params: { cluster },
        body: { ...wanted, hash: plan.hash, key: key.current, ...(confirm === undefined ? {} : { confirm }) },
      })
      key.current = null
      await invalidate('listRuns')
      await router.navigate(paths.run(cluster, id))
    } catch (error) {
      const { code } = toApiError(error)
      // Whether it began is not known after these; the same key then finds the run again.
      if (code !== 'steward-away' && code !== 'internal') key.current = null
      if (code === 'run-plan-changed' || code === 'run-blocked' || code === 'run-busy') await query.refetch()
      throw error
    }
  })
  return {
    plan: plan ?? null,
    isLoading: query.isFetching && !plan,
    isReading: query.isFetching,
    error: plan === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
    /** It is another plan than the one that was opened. */
    isOther: plan !== undefined && read !== null && plan.hash !== read,
    start: (confirm?: string) => submit.run(confirm),
    busy: submit.busy,
    startError: submit.error,
  }
}
export type PlanView = ReturnType<typeof usePlan>
