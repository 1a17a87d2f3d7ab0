import type { GuestRow, StorageRow } from '@steward/contracts'
import { useState } from 'react'
import { useStorages } from '../../../facts/use-facts.ts'
import { formatSize } from '../../../format/numbers.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { SelectField } from '../../../ui/Field.tsx'
import { AskForm } from './AskForm.tsx'

const modes = ['snapshot', 'suspend', 'stop'] as const

export function BackupForm({ guest }: { guest: GuestRow }) {
  const t = useT()
  const storages = useStorages().rows.filter((row) => row.node === guest.node && row.content.includes('backup'))
  const [chosen, setChosen] = useState<string | null>(null)
  const [mode, setMode] = useState<(typeof modes)[number]>('snapshot')
  const storage = chosen ?? storages.find((row) => row.state === 'available')?.storage ?? ''
  const roomOf = ({ used, max, state }: StorageRow) =>
    state !== 'available' || used === null || max === null
      ? t('run:targetUnknown')
      : t('run:storageFree', { free: formatSize(max - used) })
  return (
    <AskForm
      wanted={
        storage === ''
          ? { missing: t('run:backupNoStorage') }
          : { runbook: 'guest-backup', input: { vmid: guest.vmid, storage, mode } }
      }
    >
      <SelectField label={t('run:backupTo')} value={storage} onChange={(event) => setChosen(event.target.value)}>
        {storage === '' && <option value="">{t('run:choose')}</option>}
        {storages.map((row) => (
          <option key={row.id} value={row.storage}>
            {`${row.storage} · ${roomOf(row)}`}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('run:backupMode')}
        hint={t(`run:backupMode-${mode}-why`)}
        value={mode}
        onChange={(event) => setMode(modes.find((one) => one === event.target.value) ?? 'snapshot')}
      >
        {modes.map((one) => (
          <option key={one} value={one}>
            {t(`run:backupMode-${one}`)}
          </option>
        ))}
      </SelectField>
    </AskForm>
  )
}
