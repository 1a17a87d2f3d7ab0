import type { GuestRow, NodeRow } from '@steward/contracts'
import { useState } from 'react'
import { useNodes, useStorages } from '../../../facts/use-facts.ts'
import { formatSize } from '../../../format/numbers.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { SelectField } from '../../../ui/Field.tsx'
import { AskForm } from './AskForm.tsx'

export function MigrateForm({ guest }: { guest: GuestRow }) {
  const t = useT()
  const others = useNodes().rows.filter((node) => node.name !== guest.node && !node.ghost)
  const [target, setTarget] = useState('')
  const [storage, setStorage] = useState('')
  const storages = useStorages().rows.filter(
    (row) => row.node === target && row.content.includes(guest.kind === 'qemu' ? 'images' : 'rootdir'),
  )
  const roomOf = (node: NodeRow) =>
    node.memory === null || node.memoryMax === null
      ? t('run:targetUnknown')
      : t('run:targetFree', { free: formatSize(node.memoryMax - node.memory) })
  return (
    <AskForm
      wanted={
        target === ''
          ? { missing: t('run:targetMissing') }
          : {
              runbook: 'guest-migrate',
              input: { vmid: guest.vmid, target, storage: storage === '' ? null : storage },
            }
      }
    >
      <SelectField label={t('run:target')} value={target} onChange={(event) => setTarget(event.target.value)}>
        <option value="">{t('run:choose')}</option>
        {others.map((node) => (
          <option key={node.id} value={node.name} disabled={node.state === 'offline'}>
            {`${node.name} · ${node.state === 'offline' ? t('run:targetAway') : roomOf(node)}`}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('run:targetStorage')}
        hint={t('run:targetStorageHint')}
        value={storage}
        onChange={(event) => setStorage(event.target.value)}
      >
        <option value="">{t('run:sameStorage')}</option>
        {storages.map((row) => (
          <option key={row.id} value={row.storage}>
            {row.storage}
          </option>
        ))}
      </SelectField>
    </AskForm>
  )
}
