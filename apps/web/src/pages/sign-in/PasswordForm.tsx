import type { ClusterChoice, Session } from '@steward/contracts'
import { type FormEvent, useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { CredentialFields, type Credentials, useChosenRealm } from './CredentialFields.tsx'
import type { Filled } from './DemoAccounts.tsx'
import { splitUser } from './split-user.ts'
import type { Challenge } from './SecondFactorForm.tsx'

type Props = {
  clusters: readonly ClusterChoice[]
  cluster: string
  filled: Filled | null
  onDone: (session: Session) => Promise<void>
  onChallenge: (challenge: Challenge) => void
}

export function PasswordForm({ clusters, cluster: first, filled, onDone, onChallenge }: Props) {
  const t = useT()
  const [cluster, setCluster] = useState(first)
  const [typed, setTyped] = useState<Credentials>(
    filled ? { username: filled.username, realm: filled.realm, password: filled.password } : none,
  )
  const { realm, usable } = useChosenRealm(cluster, typed.realm)
  const submit = useSubmit(async () => {
    const user = splitUser(typed.username, realm)
    const reply = await api.signIn({ body: { cluster, ...user, password: typed.password } })
    if (reply.kind === 'signed-in') await onDone(reply.session)
    else onChallenge({ ...reply, user: `${user.username}@${user.realm}` })
  })
  const isLate = useLate(submit.busy)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && usable) submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      {clusters.length > 1 && (
        <SelectField label={t('session:cluster')} value={cluster} onChange={(event) => setCluster(event.target.value)}>
          {clusters.map(({ id, name, reachable }) => (
            <option key={id} value={id}>
              {reachable ? name : `${name} · ${t('shell:notReachable')}`}
            </option>
          ))}
        </SelectField>
      )}
      <CredentialFields cluster={cluster} value={typed} onChange={setTyped} />
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" look="primary" busy={submit.busy}>
          {t('session:title')}
        </Button>
        {isLate && (
          <span className="why" role="status">
            {t('session:waiting')}
          </span>
        )}
      </div>
    </form>
  )
}

const none: Credentials = { username: '', realm: null, password: '' }

/** PVE makes a refusal wait; after a second that wants a word. */
function useLate(busy: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(setLate, 1000, true)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  return busy && late
}
