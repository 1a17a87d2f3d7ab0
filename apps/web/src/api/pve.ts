import { passThrough, type PassThroughName, type PassThroughReply } from '@steward/contracts'
import { queryOptions } from '@tanstack/react-query'
import { buildPath, send } from './client.ts'

type Placeholders<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never
type Entry<N extends PassThroughName> = (typeof passThrough)[N]
type Params<N extends PassThroughName> = Readonly<Record<Placeholders<Entry<N>['path']>, string | number>>
type QueryNames<N extends PassThroughName> = Entry<N> extends { query: readonly (infer Q extends string)[] } ? Q : never
type Query<N extends PassThroughName> = Readonly<Partial<Record<QueryNames<N>, string | number>>>

/**
 * Query options for one of PVE's own answers, read with the person's ticket:
 * `useQuery(pve<GuestConfig>()(cluster, 'guestConfig', { node, kind, vmid }))`. `T` is what the caller expects in `data`;
 * the server has checked the types of the fields that Steward uses, all other text in it is hostile.
 */
export const pve =
  <T = unknown>() =>
  <N extends PassThroughName>(cluster: string, name: N, params: Params<N>, query?: Query<N>) =>
    queryOptions({
      queryKey: ['pve', cluster, name, params, query ?? {}] as const,
      queryFn: ({ signal }) => {
        const path = buildPath(passThrough[name].path, params, query)
        return send<PassThroughReply<T>>({
          method: 'GET',
          path: `/api/clusters/${encodeURIComponent(cluster)}/pve${path}`,
          signal,
        })
      },
      staleTime: 10_000,
    })
