import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { q } from '../api/query.ts'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { sayRun } from './say-run.ts'
import { toSearch } from './wanted.ts'

type Props = { fixes: readonly [guide: string, rule?: string]; vmid: number; snapshot?: string }

/** The runs that the server offers for a guide; nothing where there is none, the guide itself is the help then. */
export function OfferLinks({ fixes: [guide, rule], vmid, snapshot }: Props) {
  const t = useT()
  const cluster = useClusterId()
  const asked = {
    guide,
    vmid: String(vmid),
    ...(rule !== undefined && { rule }),
    ...(snapshot !== undefined && { snapshot }),
  }
  const { data = [] } = useQuery({ ...q('listOffers', { params: { cluster }, query: asked }), staleTime: Infinity })
  if (data.length === 0) return null
  return (
    <div className="acts">
      {data.map((offer) => (
        <Link key={JSON.stringify(offer)} {...paths.planRun(cluster, toSearch(offer))} className="btn">
          {sayRun(t, offer.title)}
          <Icon name="arrow" size={14} />
        </Link>
      ))}
    </div>
  )
}
