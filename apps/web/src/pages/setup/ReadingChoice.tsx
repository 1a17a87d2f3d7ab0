import type { PermissionCheck } from '@steward/contracts'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { MakeReader } from './MakeReader.tsx'
import { PasteToken } from './PasteToken.tsx'

const ways = ['Make', 'Paste', 'SignIn'] as const
type Way = (typeof ways)[number]
type Props = { cluster: string; onDone: (check: PermissionCheck | null) => void }

export function ReadingChoice({ cluster, onDone }: Props) {
  const t = useT()
  const [way, setWay] = useState<Way>('Make')
  const signIn = useSubmit(async () => {
    await api.readWithSignIn({ params: { cluster } })
    onDone(null)
  })
  return (
    <div className="stack">
      <p className="dim">{t('setup:readLead')}</p>
      <fieldset>
        <legend className="vh">{t('setup:readTitle')}</legend>
        {ways.map((value) => (
          <label key={value} className="choice">
            <input type="radio" name="way" checked={way === value} onChange={() => setWay(value)} />
            <span>
              <b>{t(`setup:read${value}`)}</b>
              <small>{t(`setup:read${value}About`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'Make' && <MakeReader cluster={cluster} onDone={onDone} />}
      {way === 'Paste' && <PasteToken cluster={cluster} onDone={onDone} />}
      {way === 'SignIn' && (
        <div className="stack tight">
          <FormError error={signIn.error} />
          <div className="acts">
            <Button look="primary" busy={signIn.busy} onClick={() => signIn.run()}>
              {t('setup:signInGo')}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
