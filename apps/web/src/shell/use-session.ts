import type { SessionState } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { setServerTime } from '../api/clock.ts'
import { q, queryClient } from '../api/query.ts'

/** Who is looking. Behind the sign-in it is always there: the router has read it before it lets a page in. */
export function useSession(): SessionState | undefined {
  return useQuery({ ...q('readSession'), staleTime: Infinity }).data
}

/** Reads the session again, also for the router's guards, which take it from the cache. */
export async function refreshSession(): Promise<SessionState> {
  const state = await queryClient.fetchQuery({ ...q('readSession'), staleTime: 0 })
  setServerTime(state.now)
  return state
}

export async function leave(everywhere: boolean): Promise<void> {
  await (everywhere ? api.signOutEverywhere() : api.signOut())
  // Nothing of one person may be left for the next.
  queryClient.clear()
}
