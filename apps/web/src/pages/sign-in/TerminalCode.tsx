import type { Session } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'

/** The second way in, when PVE can authenticate nobody. */
export function TerminalCode({ onDone }: { onDone: (session: Session) => Promise<void> }) {
  const t = useT()
  const [code, setCode] = useState('')
  const submit = useSubmit(async () => {
    const reply = await api.useTerminalCode({ body: { code: code.trim() } })
    if (reply.kind === 'signed-in') await onDone(reply.session)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && code.trim() !== '') submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      <p className="s dim">{t('session:terminalLead')}</p>
      <TextField
        label={t('session:terminalCode')}
        mono
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" busy={submit.busy}>
          {t('session:terminalOpen')}
        </Button>
      </div>
    </form>
  )
}
