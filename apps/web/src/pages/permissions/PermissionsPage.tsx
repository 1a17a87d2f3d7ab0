import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toApiError } from '../../api/client.ts'
import { q } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { formatClock } from '../../format/times.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { useAdministers } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { PermissionReport } from '../setup/PermissionReport.tsx'

export function PermissionsPage() {
  const t = useT()
  const cluster = useClusterId()
  // The reading account's rights are an administrator's business; everybody may look at their own.
  const admin = useAdministers(cluster)
  const [of, setOf] = useState<'reader' | 'me'>(admin ? 'reader' : 'me')
  const whose = admin ? (['reader', 'me'] as const) : (['me'] as const)
  const check = useQuery(q('checkPermissions', { params: { cluster }, query: { of } }))
  return (
    <>
      <PageHead title={t('permissions:title')} lead={t('permissions:lead')} />
      <Sec label={t('permissions:whose')} heavy>
        <div className="acts">
          <Segmented
            label={t('permissions:whose')}
            value={of}
            onChange={setOf}
            options={whose.map((value) => ({ value, label: t(`permissions:${value}`) }))}
          />
          <Button icon="restart" busy={check.isFetching} onClick={() => void check.refetch()}>
            {t('permissions:again')}
          </Button>
          {check.data && (
            <span className="s faint">
              {t('permissions:checked', {
                time: formatClock(check.data.checkedAt, true),
                identity: check.data.identity,
              })}
            </span>
          )}
        </div>
      </Sec>
      <Sec label={t('setup:checkTitle')}>
        {check.error ? (
          <ErrorNotice error={toApiError(check.error)} onAgain={() => void check.refetch()} />
        ) : check.data ? (
          <PermissionReport check={check.data} />
        ) : (
          <Loading rows={6} />
        )}
      </Sec>
    </>
  )
}
