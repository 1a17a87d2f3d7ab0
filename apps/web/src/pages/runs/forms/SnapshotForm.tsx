import type { GuestRow } from '@steward/contracts'
import { useState } from 'react'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { CheckField, TextField } from '../../../ui/Field.tsx'
import { AskForm } from './AskForm.tsx'
import { isSnapshotName, suggestName } from './snapshot-name.ts'

export function SnapshotForm({ guest }: { guest: GuestRow }) {
  const t = useT()
  const [name, setName] = useState(() => suggestName(new Date()))
  const [description, setDescription] = useState('')
  const [memory, setMemory] = useState(false)
  const wrong = isSnapshotName(name) ? null : t('run:snapshotName')
  const canMemory = guest.kind === 'qemu' && guest.state === 'running'
  return (
    <AskForm
      wanted={
        wrong === null
          ? { runbook: 'guest-snapshot', input: { vmid: guest.vmid, name, description, memory: memory && canMemory } }
          : { missing: wrong }
      }
    >
      <TextField
        label={t('run:snapshotLabel')}
        hint={t('run:snapshotHint')}
        error={name === '' ? null : wrong}
        value={name}
        maxLength={40}
        mono
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('run:description')}
        value={description}
        maxLength={500}
        onChange={(event) => setDescription(event.target.value)}
      />
      {canMemory && (
        <CheckField
          label={t('run:snapshotMemory')}
          checked={memory}
          onChange={(event) => setMemory(event.target.checked)}
        />
      )}
    </AskForm>
  )
}
