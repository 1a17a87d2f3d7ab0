import type { Freeze } from '@steward/contracts'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { invalidate } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'

const hours = [1, 4, 12, 24, 72] as const
const usual = '4'

type Props = { cluster: string; name: string; freeze: Freeze | null; onClose: () => void }

/** Stops every write of Steward to this cluster, or lets them go on. */
export function FreezeDialog({ cluster, name, freeze, onClose }: Props) {
  const t = useT()
  const [length, setLength] = useState<string>(usual)
  const [reason, setReason] = useState('')
  const submit = useSubmit(async () => {
    const until = length === 'open' ? null : serverNow() + Number(length) * 3600
    const body = freeze ? { frozen: false } : { frozen: true, until, reason: reason.trim() }
    await api.changeFreeze({ params: { cluster }, body })
    await invalidate('readCluster', 'listRuns')
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(freeze ? 'run:thawTitle' : 'run:freezeTitle', { name })}
      lead={<p>{t(freeze ? 'run:thawLead' : 'run:freezeLead')}</p>}
    >
      {!freeze && (
        <>
          <SelectField label={t('run:freezeFor')} value={length} onChange={({ target }) => setLength(target.value)}>
            {hours.map((count) => (
              <option key={count} value={count}>
                {t('run:freezeHours', { count })}
              </option>
            ))}
            <option value="open">{t('run:freezeOpen')}</option>
          </SelectField>
          <TextField
            label={t('run:freezeReason')}
            hint={t('run:freezeReasonHint')}
            value={reason}
            maxLength={200}
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      )}
      <FormError error={submit.error} />
      <div className="acts at-end">
        <Button look="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button look="primary" busy={submit.busy} onClick={() => submit.run()}>
          {t(freeze ? 'run:thaw' : 'run:freezeGo')}
        </Button>
      </div>
    </Dialog>
  )
}
