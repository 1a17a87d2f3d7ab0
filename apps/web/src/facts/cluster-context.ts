import { createContext, use } from 'react'

/** The cluster that the page is about: the one in the address, else the one looked at last. */
export const ClusterContext = createContext<string | null>(null)

export function useClusterId(): string {
  const cluster = use(ClusterContext)
  if (cluster === null) throw new Error('no cluster here')
  return cluster
}

const key = 'steward.cluster'

export function rememberCluster(cluster: string): void {
  try {
    localStorage.setItem(key, cluster)
  } catch {
    // Then the first cluster is taken the next time.
  }
}

/** The cluster looked at last, if it still exists, else the first. */
export function currentCluster(known: readonly { id: string }[]): string | null {
  let remembered: string | null = null
  try {
    remembered = localStorage.getItem(key)
  } catch {
    // As above.
  }
  return known.find(({ id }) => id === remembered)?.id ?? known[0]?.id ?? null
}

/** As `useClusterId`, for places that also stand where there is no cluster yet. */
export const useCurrentClusterId = (): string | null => use(ClusterContext)
