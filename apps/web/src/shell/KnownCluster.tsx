import { Outlet, useParams } from '@tanstack/react-router'
import { Missing } from './PageBroken.tsx'
import { useSession } from './use-session.ts'

/** The pages of a cluster, or that there is none of this name: within the frame, so that the bar leads on. */
export function KnownCluster() {
  const { cluster } = useParams({ from: '/inside/c/$cluster' })
  const isKnown = useSession()?.clusters.some(({ id }) => id === cluster) ?? false
  return isKnown ? <Outlet /> : <Missing />
}
