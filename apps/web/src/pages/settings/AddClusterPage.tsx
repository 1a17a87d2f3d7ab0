import { Link, useNavigate } from '@tanstack/react-router'
import { invalidate } from '../../api/query.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { refreshSession, useSession } from '../../shell/use-session.ts'
import { Forbidden } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { AddConnection } from '../setup/AddConnection.tsx'
import { Crumbs } from './Crumbs.tsx'

export function AddClusterPage() {
  const t = useT()
  const navigate = useNavigate()
  const admin = useSession()?.session?.admin ?? false
  return (
    <>
      <Crumbs>
        <Link {...paths.clusterSettings()}>{t('settings:clusters')}</Link>
      </Crumbs>
      <PageHead title={t('setup:addTitle')} />
      {admin ? (
        <AddConnection
          before={0}
          finish={({ id, name }) => ({
            words: t('setup:doneOpen', { name }),
            lead: t('setup:doneLead', { name }),
            go: async () => {
              await refreshSession()
              await invalidate('listConnections')
              await navigate(paths.overview(id))
            },
          })}
        />
      ) : (
        <Forbidden>{t('settings:notAdmin')}</Forbidden>
      )}
    </>
  )
}
