import type { GuestKind, GuestRow } from '@steward/contracts'
import { useState } from 'react'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { CheckField, TextField } from '../../../ui/Field.tsx'
import { PvePart, auditRight } from '../../guests/guest/PvePart.tsx'
import { useGuestConfig } from '../../guests/guest/use-guest.ts'
import type { WireConfig } from '../../guests/guest/wire.ts'
import { AskForm } from './AskForm.tsx'
import { changesOf, type ConfigField, fieldsFor, valueOf, wrongIn } from './config-fields.ts'

export function ConfigForm({ guest }: { guest: GuestRow }) {
  const config = useGuestConfig(guest)
  return (
    <PvePart query={config} right={auditRight(guest.id)}>
      {(values) => <Fields guest={guest} values={values} />}
    </PvePart>
  )
}

/** Only what was changed is sent, so that nothing else is touched. */
function Fields({ guest, values }: { guest: GuestRow; values: WireConfig }) {
  const t = useT()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const fields = fieldsFor(guest.kind)
  const { set, remove } = changesOf(fields, values, typed)
  const wrong = fields.find((field) => wrongIn(field, typed[field.key] ?? valueOf(field, values)))
  const none = Object.keys(set).length + remove.length === 0
  return (
    <AskForm
      wanted={
        wrong
          ? { missing: t('run:configWrong', { what: t(`run:config-${wrong.key}`) }) }
          : none
            ? { missing: t('run:configNone') }
            : { runbook: 'guest-config', input: { vmid: guest.vmid, set, remove } }
      }
    >
      {fields.map((field) => (
        <Field
          key={field.key}
          field={field}
          kind={guest.kind}
          value={typed[field.key] ?? valueOf(field, values)}
          onChange={(value) => setTyped({ ...typed, [field.key]: value })}
        />
      ))}
    </AskForm>
  )
}

type FieldProps = { field: ConfigField; kind: GuestKind; value: string; onChange: (value: string) => void }

function Field({ field, value, onChange }: FieldProps) {
  const t = useT()
  const label = t(`run:config-${field.key}`)
  if (field.form === 'flag')
    return (
      <CheckField
        label={label}
        checked={value === '1'}
        onChange={(event) => onChange(event.target.checked ? '1' : '0')}
      />
    )
  return (
    <TextField
      label={label}
      value={value}
      error={wrongIn(field, value) ? t('run:configNumber', { min: field.min ?? 0, max: field.max ?? 0 }) : null}
      {...(field.form === 'number' && { inputMode: 'numeric' as const })}
      {...(field.unit !== undefined && { unit: field.unit })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
