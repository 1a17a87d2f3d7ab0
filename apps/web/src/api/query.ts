import type { RouteName } from '@steward/contracts'
import type { CallArgs, Reply } from '@steward/contracts/schemas'
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { request, toApiError } from './client.ts'
import { keepNewestFacts } from './newest-facts.ts'

type ReadName = Extract<RouteName, `${'read' | 'list' | 'check' | 'plan'}${string}`>
type Args<N extends ReadName> = {} extends CallArgs<N> ? [args?: CallArgs<N>] : [args: CallArgs<N>]

const everySecond = 1000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * everySecond,
      // The live stream says what changed; asking again at every glance would only cost.
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 1 && toApiError(error).code === 'steward-away',
    },
  },
})

keepNewestFacts(queryClient)

const keyOf = (name: ReadName, args: unknown) => [name, args ?? {}] as const

/** Query options for a reading route: `useQuery(q('listGuests', { params: { cluster } }))`. */
export function q<N extends ReadName>(name: N, ...[args]: Args<N>) {
  return queryOptions({
    queryKey: keyOf(name, args),
    queryFn: ({ signal }): Promise<Reply<N>> => request(name, args, signal),
  })
}

/** Everything of these names is read again where it is shown. */
export async function invalidate(...names: readonly ReadName[]): Promise<void> {
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })))
}
