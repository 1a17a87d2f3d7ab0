import type { ProbeReply } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'

export function AddressForm({ onFound }: { onFound: (probe: ProbeReply) => void }) {
  const t = useT()
  const [address, setAddress] = useState('')
  const submit = useSubmit(async () => onFound(await api.probeAddress({ body: { address: address.trim() } })))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && address.trim() !== '') submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      <p className="dim">{t('setup:addressLead')}</p>
      <TextField
        label={t('setup:address')}
        hint={t('setup:addressHint')}
        autoCapitalize="none"
        inputMode="url"
        spellCheck={false}
        value={address}
        placeholder="192.168.1.10"
        onChange={(event) => setAddress(event.target.value)}
      />
      <FormError error={submit.error} />
      <div className="acts">
        <Button type="submit" look="primary" busy={submit.busy}>
          {t('setup:addressGo')}
        </Button>
      </div>
    </form>
  )
}
