import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import type { T } from '../../../messages/i18n.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { addressOf } from './use-guest.ts'
import type { WirePending } from './wire.ts'

/** Changes that wait for a stop and start. Without any, and without the right to see them, there is nothing to say. */
export function PendingSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const { data } = useQuery({
    ...pve<WirePending>()(cluster, 'guestPending', addressOf(guest)),
    refetchInterval: 60_000,
  })
  const waiting = (data?.data ?? []).filter((row) => row.pending !== undefined || row.delete)
  const columns = useMemo(() => toColumns(t), [t])
  if (waiting.length === 0) return null
  return (
    <Sec label={t('guest:pending')} small={t('guest:pendingSmall')}>
      <p className="s dim pendingwhy">{t('guest:pendingWhy')}</p>
      <DataTable label={t('guest:pending')} columns={columns} rows={waiting} keyOf={({ key }) => key} />
    </Sec>
  )
}

function toColumns(t: T): Column<WirePending[number]>[] {
  return [
    { id: 'key', head: t('guest:pendingKey'), width: '9rem', cell: ({ key }) => <Quote text={key} max={40} mono /> },
    {
      id: 'now',
      head: t('guest:pendingNow'),
      priority: '3',
      cell: ({ value }) => (value === undefined ? '–' : <Quote text={String(value)} max={200} mono />),
    },
    {
      id: 'then',
      head: t('guest:pendingThen'),
      priority: '2f',
      cell: ({ value, pending }) => (
        <>
          <span className="only-s faint">{String(value ?? '–')} → </span>
          {pending === undefined ? t('guest:pendingRemoved') : <Quote text={String(pending)} max={200} mono />}
        </>
      ),
    },
  ]
}
