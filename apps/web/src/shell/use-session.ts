import type { SessionState } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { setServerTime } from '../api/clock.ts'
import { invalidate, q, queryClient } from '../api/query.ts'

/** Who is looking. Behind the sign-in it is always there: the router has read it before it lets a page in. */
export function useSession(): SessionState | undefined {
  return useQuery({ ...q('readSession'), staleTime: Infinity }).data
}

/** Whether this person may change the settings of the cluster. */
export const useAdministers = (cluster: string): boolean =>
  useSession()?.session?.administers.includes(cluster) ?? false

/** Opened with the code from the terminal: may look, and say which certificate is a node's. */
export const useIsTerminal = (): boolean => useSession()?.session?.mode === 'terminal'

/** Reads the session again, also for the router's guards, which take it from the cache. */
export async function refreshSession(): Promise<SessionState> {
  const state = await queryClient.fetchQuery({ ...q('readSession'), staleTime: 0 })
  setServerTime(state.now)
  return state
}

/** Ends the session, goes to the sign-in page, and forgets: nothing of one person may be left for the next. */
export async function leave(everywhere: boolean, toSignIn: () => Promise<void>): Promise<void> {
  await (everywhere ? api.signOutEverywhere() : api.signOut())
  await toSignIn()
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'readSession' })
  await invalidate('readSession')
}
