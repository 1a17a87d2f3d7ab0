import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { toApiError } from '../../../api/client.ts'
import { q } from '../../../api/query.ts'
import { FactsFrame } from '../../../facts/FactsFrame.tsx'
import { LateTexts } from '../../../messages/LateTexts.tsx'
import { loadChannelTexts } from '../../../messages/load-texts.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { useAdministers, useIsTerminal, useSession } from '../../../shell/use-session.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Empty, Forbidden } from '../../../ui/Notices.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Crumbs } from '../Crumbs.tsx'
import { AboutChannel } from './AboutChannel.tsx'
import { NodeChannel } from './NodeChannel.tsx'
import '../../../styles/channel.css'

const route = getRouteApi('/inside/settings/clusters/$cluster/shell')

export function ChannelPage() {
  return (
    <LateTexts load={loadChannelTexts} rows={6}>
      <Page />
    </LateTexts>
  )
}

function Page() {
  const t = useT()
  const { cluster } = route.useParams()
  const admin = useAdministers(cluster)
  const isTerminal = useIsTerminal()
  const known = useSession()?.clusters.find(({ id }) => id === cluster)
  return (
    <>
      <Crumbs>
        <Link {...paths.clusterSettings()}>{t('settings:clusters')}</Link>
        {known && (
          <>
            <Icon name="right" size={12} />
            <Link {...paths.clusterSetting(cluster)}>
              <Quote text={known.name} max={64} />
            </Link>
          </>
        )}
      </Crumbs>
      <PageHead title={known ? t('channel:title') : t('errors:cluster-unknown')} lead={known && t('channel:lead')} />
      {known && !admin && <Forbidden>{t(isTerminal ? 'settings:terminalOnly' : 'channel:needs')}</Forbidden>}
      {known && <AboutChannel admin={admin} />}
      {known && admin && <Nodes key={cluster} cluster={cluster} />}
    </>
  )
}

function Nodes({ cluster }: { cluster: string }) {
  const t = useT()
  // Not on the live stream: another person's change, or a run's failed try, is seen after a while.
  const query = useQuery({ ...q('readChannel', { params: { cluster } }), refetchInterval: 15_000 })
  const { data } = query
  const facts = {
    isLoading: query.isPending,
    error: data === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
  }
  return (
    <FactsFrame facts={facts}>
      {data?.nodes.length === 0 && <Empty title={t('channel:noNodes')}>{t('channel:noNodesWhy')}</Empty>}
      {data?.nodes.map((node) => (
        <NodeChannel key={node.node} cluster={cluster} node={node} commands={data} />
      ))}
    </FactsFrame>
  )
}
