import type { GuestRow } from '@steward/contracts'
import { useState } from 'react'
import { readDisks } from '../../../guest-config/disks.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { SelectField, TextField } from '../../../ui/Field.tsx'
import { inSentence } from '../../overview/picture.ts'
import { PvePart, auditRight } from '../../guests/guest/PvePart.tsx'
import { useGuestConfig } from '../../guests/guest/use-guest.ts'
import type { WireConfig } from '../../guests/guest/wire.ts'
import { AskForm } from './AskForm.tsx'

const gib = 1024 ** 3

export function DiskForm({ guest }: { guest: GuestRow }) {
  const config = useGuestConfig(guest)
  return (
    <PvePart query={config} right={auditRight(guest.id)}>
      {(values) => <Fields guest={guest} values={values} />}
    </PvePart>
  )
}

function Fields({ guest, values }: { guest: GuestRow; values: WireConfig }) {
  const t = useT()
  const disks = readDisks(values, guest.kind).filter(
    (disk) => ['disk', 'root', 'mount'].includes(disk.role) && disk.size !== null,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [size, setSize] = useState('')
  const disk = disks.find((one) => one.slot === chosen) ?? disks[0]
  const now = disk?.size ? Math.ceil(disk.size / gib) : 0
  const wanted = Number(size)
  const wrong = !Number.isInteger(wanted) || wanted <= now ? t('run:diskLarger', { gib: now }) : null
  if (!disk) return <p className="s dim">{t('run:diskNone')}</p>
  return (
    <AskForm
      wanted={
        wrong === null
          ? { runbook: 'guest-disk-grow', input: { vmid: guest.vmid, disk: disk.slot, gib: wanted } }
          : { missing: wrong }
      }
    >
      <SelectField label={t('run:disk')} value={disk.slot} onChange={(event) => setChosen(event.target.value)}>
        {disks.map((one) => (
          <option key={one.slot} value={one.slot}>
            {`${one.slot} · ${Math.round((one.size ?? 0) / gib)} GiB · ${inSentence(one.storage ?? '', 40)}`}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('run:diskSize')}
        hint={t('run:diskHint')}
        error={size === '' ? null : wrong}
        inputMode="numeric"
        unit="GiB"
        value={size}
        onChange={(event) => setSize(event.target.value.trim())}
      />
    </AskForm>
  )
}
