import type { CallResult, Connection } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, toApiError } from '../../api/client.ts'
import { invalidate, q } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { refreshSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CheckField } from '../../ui/Field.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PlannedCalls } from '../setup/PlannedCalls.tsx'

export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const { id, name } = connection
  const [removeReader, setRemoveReader] = useState(false)
  const [results, setResults] = useState<readonly CallResult[]>([])
  const plan = useQuery({ ...q('planRemoval', { params: { cluster: id } }), enabled: removeReader })
  const submit = useSubmit(async () => {
    const reply = await api.removeConnection({ params: { cluster: id }, body: { removeReader } })
    setResults(reply.results)
    if (!reply.ok) return
    await refreshSession()
    await invalidate('listConnections')
    await navigate(paths.clusterSettings())
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings:disconnectAsk', { name })}
      lead={<p>{t('settings:disconnectLead')}</p>}
    >
      {connection.madeReader && (
        <CheckField
          label={t('settings:disconnectReader')}
          checked={removeReader}
          onChange={(event) => setRemoveReader(event.target.checked)}
        />
      )}
      {removeReader && <p className="s dim">{t('settings:disconnectPlan')}</p>}
      {removeReader && plan.data && <PlannedCalls calls={plan.data} results={results} />}
      {removeReader && plan.error && <ErrorNotice error={toApiError(plan.error)} />}
      {removeReader && plan.isPending && <Loading />}
      <FormError error={submit.error} />
      <div className="acts at-end">
        <Button look="quiet" onClick={onClose}>
          {t('settings:keep')}
        </Button>
        <Button look="danger" busy={submit.busy} onClick={() => submit.run()}>
          {t('settings:disconnectGo', { name })}
        </Button>
      </div>
    </Dialog>
  )
}
