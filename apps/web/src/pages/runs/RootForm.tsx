import type { RunReply } from '@steward/contracts'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { invalidate } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Sec } from '../../ui/Sec.tsx'

/** root@pam for just this run. The password leaves the page's memory as soon as it was sent. */
export function RootForm({ run }: { run: RunReply }) {
  const t = useT()
  const cluster = useClusterId()
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const submit = useSubmit(async () => {
    const given = { password, ...(otp === '' ? {} : { otp }) }
    setPassword('')
    setOtp('')
    await api.signInForRun({ params: { cluster, run: String(run.id) }, body: given })
    await invalidate('readRun', 'listRuns')
  })
  return (
    <Sec label={t('run:yourTurn')} small={t('run:yourTurnSmall')} heavy>
      <form
        className="stack rootform"
        onSubmit={(event) => {
          event.preventDefault()
          if (!submit.busy && password !== '') submit.run()
        }}
      >
        <div>
          <h3 className="verdict">{t('run:rootTitle')}</h3>
          <p className="s dim">{t('run:rootWhy')}</p>
        </div>
        <TextField
          label={t('run:rootPassword')}
          type="password"
          autoComplete="off"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <TextField
          label={t('run:rootOtp')}
          hint={t('run:rootOtpHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={otp}
          onChange={({ target }) => setOtp(target.value)}
        />
        <FormError error={submit.error} />
        <div className="acts">
          <Button type="submit" look="primary" icon="lock" busy={submit.busy}>
            {t('run:rootGo')}
          </Button>
        </div>
      </form>
    </Sec>
  )
}
