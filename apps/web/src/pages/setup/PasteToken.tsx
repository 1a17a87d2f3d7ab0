import type { PermissionCheck } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'

export function PasteToken({ cluster, onDone }: { cluster: string; onDone: (check: PermissionCheck) => void }) {
  const t = useT()
  const [token, setToken] = useState('')
  const submit = useSubmit(async () => {
    onDone(await api.pasteToken({ params: { cluster }, body: { token: token.trim() } }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && token.trim() !== '') submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      <TextField
        label={t('setup:token')}
        hint={t('setup:tokenHint')}
        mono
        spellCheck={false}
        autoCapitalize="none"
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" look="primary" busy={submit.busy}>
          {t('setup:pasteGo')}
        </Button>
      </div>
    </form>
  )
}
