import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { q } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { PlainPage } from '../../shell/PlainPage.tsx'
import { refreshSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Level } from '../../ui/Level.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { AddConnection } from './AddConnection.tsx'

export function SetupPage() {
  const t = useT()
  const navigate = useNavigate()
  const session = useQuery(q('readSession'))
  const [unlocked, setUnlocked] = useState(false)
  const isOpen = unlocked || session.data?.setup === 'open'
  return (
    <PlainPage>
      <PageHead title={t('setup:title')} size="head" lead={t('setup:lead')} />
      <Level worst="fine" />
      {isOpen ? (
        <AddConnection
          before={1}
          finish={(connection) => ({
            words: t('setup:doneGo'),
            lead: t('setup:doneLead', { name: connection.name }),
            go: async () => {
              await refreshSession()
              await navigate(paths.signIn({ cluster: connection.id }))
            },
          })}
        />
      ) : (
        <UnlockForm onUnlocked={() => setUnlocked(true)} />
      )}
    </PlainPage>
  )
}

function UnlockForm({ onUnlocked }: { onUnlocked: () => void }) {
  const t = useT()
  const [code, setCode] = useState('')
  const submit = useSubmit(async () => {
    await api.unlockSetup({ body: { code: code.trim() } })
    onUnlocked()
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && code.trim() !== '') submit.run()
  }
  return (
    <Sec label={t('setup:codeTitle')} small={t('setup:step', { at: 1, all: 4 })}>
      <form className="stack narrowform" onSubmit={onSubmit}>
        <p className="dim">{t('setup:codeLead')}</p>
        <TextField
          label={t('setup:code')}
          mono
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <FormError error={submit.error} />
        <div className="acts">
          <Button type="submit" look="primary" busy={submit.busy}>
            {t('setup:codeGo')}
          </Button>
        </div>
      </form>
    </Sec>
  )
}
