import type { Connection } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { toApiError } from '../../api/client.ts'
import { q } from '../../api/query.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { useSession } from '../../shell/use-session.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { ConnectionStateText } from './ConnectionStateText.tsx'
import { Crumbs } from './Crumbs.tsx'
import { readingWords } from './reading-words.ts'

const columnsOf = (t: T): Column<Connection>[] => [
  {
    id: 'name',
    head: t('settings:name'),
    cell: ({ id, name }) => (
      <Link {...paths.clusterSetting(id)}>
        <Quote text={name} max={64} />
      </Link>
    ),
  },
  {
    id: 'state',
    head: t('settings:state'),
    priority: '2',
    cell: ({ state }) => <ConnectionStateText state={state} />,
  },
  {
    id: 'reading',
    head: t('settings:reading'),
    priority: '2f',
    cell: (connection) => readingWords(connection, t),
  },
  {
    id: 'nodes',
    head: t('settings:addresses'),
    priority: '3',
    align: 'end',
    cell: ({ endpoints }) => t('settings:nodesCount', { count: endpoints.length }),
  },
]

export function ClustersPage() {
  const t = useT()
  const admin = useSession()?.session?.admin ?? false
  const query = useQuery(q('listConnections'))
  const facts = {
    isLoading: query.isPending,
    error: query.data === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
  }
  const add = (
    <Link {...paths.addCluster()} className="btn primary">
      <Icon name="plus" size={14} />
      {t('settings:add')}
    </Link>
  )
  return (
    <>
      <Crumbs />
      <PageHead title={t('settings:clusters')} aside={admin ? add : <p>{t('settings:notAdmin')}</p>} />
      <Sec label={t('settings:clusters')} heavy>
        <FactsFrame facts={facts}>
          {query.data?.length === 0 ? (
            <Empty title={t('settings:noClusters')}>{t('settings:noClustersTail')}</Empty>
          ) : (
            <DataTable
              label={t('settings:clusters')}
              columns={columnsOf(t)}
              rows={query.data ?? []}
              keyOf={({ id }) => id}
            />
          )}
        </FactsFrame>
      </Sec>
    </>
  )
}
