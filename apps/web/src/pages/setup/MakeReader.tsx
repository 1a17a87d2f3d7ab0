import type { CallResult, PermissionCheck } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, toApiError } from '../../api/client.ts'
import { q } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { CredentialFields, type Credentials, useChosenRealm } from '../sign-in/CredentialFields.tsx'
import { splitUser } from '../sign-in/split-user.ts'
import { PlannedCalls } from './PlannedCalls.tsx'

type Props = { cluster: string; onDone: (check: PermissionCheck | null) => void }

/** Shows every call first, takes one sign-in of an administrator, then shows what each call brought. */
export function MakeReader({ cluster, onDone }: Props) {
  const t = useT()
  const plan = useQuery(q('planReader', { params: { cluster } }))
  const [results, setResults] = useState<readonly CallResult[]>([])
  const [made, setMade] = useState<{ check: PermissionCheck | null } | null>(null)
  if (plan.error) return <ErrorNotice error={toApiError(plan.error)} onAgain={() => void plan.refetch()} />
  if (!plan.data) return <Loading />
  return (
    <div className="stack">
      <div>
        <h3 className="lbl">{t('setup:planTitle')}</h3>
        <p className="s dim">{t('setup:planLead')}</p>
      </div>
      <PlannedCalls calls={plan.data} results={results} />
      {made ? (
        <div className="acts">
          <Button look="primary" onClick={() => onDone(made.check)}>
            {t('next')}
          </Button>
        </div>
      ) : (
        <AdminSignIn
          cluster={cluster}
          onReply={(reply) => {
            setResults(reply.results)
            if (reply.ok) setMade({ check: reply.check })
          }}
        />
      )}
    </div>
  )
}

type Reply = { ok: boolean; results: CallResult[]; check: PermissionCheck | null }

function AdminSignIn({ cluster, onReply }: { cluster: string; onReply: (reply: Reply) => void }) {
  const t = useT()
  const [typed, setTyped] = useState<Credentials>({ username: 'root', realm: 'pam', password: '' })
  const [otp, setOtp] = useState('')
  const { realm } = useChosenRealm(cluster, typed.realm)
  const submit = useSubmit(async () => {
    const body = { ...splitUser(typed.username, realm), password: typed.password, ...(otp && { otp: otp.trim() }) }
    onReply(await api.makeReader({ params: { cluster }, body }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy) submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      <p className="s dim">{t('setup:adminLead')}</p>
      <CredentialFields cluster={cluster} value={typed} onChange={setTyped} />
      <TextField
        label={t('setup:otp')}
        hint={t('setup:otpHint')}
        mono
        autoComplete="one-time-code"
        value={otp}
        onChange={(event) => setOtp(event.target.value)}
      />
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" look="primary" busy={submit.busy}>
          {t('setup:makeGo')}
        </Button>
      </div>
    </form>
  )
}
