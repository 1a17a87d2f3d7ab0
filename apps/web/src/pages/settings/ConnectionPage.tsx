import type { Connection } from '@steward/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { toApiError } from '../../api/client.ts'
import { invalidate, q } from '../../api/query.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { refreshSession, useAdministers, useIsTerminal } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Forbidden } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { ReadingChoice } from '../setup/ReadingChoice.tsx'
import { AddressesForm } from './AddressesForm.tsx'
import { ConnectionStateText } from './ConnectionStateText.tsx'
import { Crumbs } from './Crumbs.tsx'
import { Disconnect } from './Disconnect.tsx'
import { PartsTable } from './PartsTable.tsx'
import { readingWords } from './reading-words.ts'
import { RenameForm } from './RenameForm.tsx'
import { Repin } from './Repin.tsx'
import { ChannelLink } from './shell/ChannelLink.tsx'

const route = getRouteApi('/inside/settings/clusters/$cluster')

export function ConnectionPage() {
  const t = useT()
  const { cluster } = route.useParams()
  const admin = useAdministers(cluster)
  const query = useQuery(q('listConnections'))
  const client = useQueryClient()
  const onChange = (changed: Connection) => {
    client.setQueryData(q('listConnections').queryKey, (all) =>
      all?.map((connection) => (connection.id === changed.id ? changed : connection)),
    )
    void refreshSession()
  }
  const connection = query.data?.find(({ id }) => id === cluster)
  return (
    <>
      <Crumbs>
        <Link {...paths.clusterSettings()}>{t('settings:clusters')}</Link>
      </Crumbs>
      {connection ? (
        // A form filled from one cluster must not be shown for another.
        <ConnectionSettings key={cluster} connection={connection} admin={admin} onChange={onChange} />
      ) : query.error ? (
        <>
          <PageHead title={t('settings:clusters')} />
          <ErrorNotice error={toApiError(query.error)} onAgain={() => void query.refetch()} />
        </>
      ) : (
        <>
          <PageHead title={query.data ? t('errors:cluster-unknown') : t('settings:clusters')} />
          {!query.data && <Loading rows={6} />}
        </>
      )}
    </>
  )
}

type Props = { connection: Connection; admin: boolean; onChange: (connection: Connection) => void }

function ConnectionSettings({ connection, admin, onChange }: Props) {
  const t = useT()
  const { state } = connection
  const isTerminal = useIsTerminal()
  const { do: asked } = route.useSearch()
  return (
    <>
      <PageHead title={connection.name} lead={<ConnectionStateText state={state} />}>
        <Quote text={connection.name} max={64} />
      </PageHead>
      {!admin && <Forbidden>{t(isTerminal ? 'settings:terminalOnly' : 'settings:notAdmin')}</Forbidden>}
      {(admin || isTerminal) && <Repin connection={connection} onChange={onChange} />}
      <Sec label={t('settings:reading')} heavy>
        <ReadingSettings connection={connection} admin={admin} openFirst={asked === 'reading'} />
      </Sec>
      {admin && (
        <>
          <Sec label={t('settings:rename')}>
            <RenameForm connection={connection} onChange={onChange} />
          </Sec>
          <Sec label={t('settings:addresses')} small={t('settings:addressesSmall')}>
            <AddressesForm connection={connection} onChange={onChange} />
          </Sec>
        </>
      )}
      {admin && <ChannelLink cluster={connection.id} />}
      <Sec
        label={t('settings:parts')}
        small={t('settings:partsSmall', { used: connection.requestsPerMinute, budget: connection.requestBudget })}
      >
        <PartsTable parts={connection.parts} />
      </Sec>
      {admin && (
        <Sec label={t('settings:disconnect')}>
          <Disconnect connection={connection} />
        </Sec>
      )}
    </>
  )
}

function ReadingSettings({ connection, admin, openFirst }: Omit<Props, 'onChange'> & { openFirst: boolean }) {
  const t = useT()
  const [open, setOpen] = useState(openFirst || connection.reading === null)
  return (
    <div className="stack">
      <p>{readingWords(connection, t)}</p>
      <div className="acts">
        {admin && !open && <Button onClick={() => setOpen(true)}>{t('settings:changeReading')}</Button>}
        <Link {...paths.permissions(connection.id)} className="link s">
          {t('shell:permissions')}
        </Link>
      </div>
      {admin && open && (
        <ReadingChoice
          cluster={connection.id}
          onDone={() => {
            setOpen(false)
            void invalidate('listConnections', 'checkPermissions', 'readSession')
          }}
        />
      )}
    </div>
  )
}
