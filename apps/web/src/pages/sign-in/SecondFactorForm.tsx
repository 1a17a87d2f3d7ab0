import type { SecondFactorMethod, Session } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'

export type Challenge = {
  challenge: string
  methods: readonly SecondFactorMethod[]
  unsupported: readonly string[]
  user: string
}
type Props = { challenge: Challenge; onDone: (session: Session) => Promise<void>; onBack: () => void }

export function SecondFactorForm({ challenge: { challenge, methods, unsupported }, onDone, onBack }: Props) {
  const t = useT()
  const [method, setMethod] = useState<SecondFactorMethod>(methods[0] ?? 'totp')
  const [typed, setTyped] = useState('')
  const submit = useSubmit(async () => {
    const response = method === 'totp' ? typed.replace(/\s/g, '') : typed.trim()
    const reply = await api.answerSecondFactor({ body: { challenge, method, response } })
    if (reply.kind === 'signed-in') await onDone(reply.session)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && typed !== '') submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      {methods.length > 1 && (
        <Segmented
          label={t('session:secondKind')}
          value={method}
          onChange={setMethod}
          options={methods.map((value) => ({ value, label: t(`session:${value}`) }))}
        />
      )}
      <TextField
        key={method}
        label={t(`session:${method}`)}
        hint={t(`session:${method}Hint`)}
        name="otp"
        mono
        // The question was just asked; the answer is the only thing to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="one-time-code"
        inputMode={method === 'totp' ? 'numeric' : 'text'}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {unsupported.length > 0 && (
        <p className="s dim">{t('session:secondUnsupported', { kinds: unsupported.join(', ') })}</p>
      )}
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" look="primary" busy={submit.busy}>
          {t('session:confirm')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  )
}
