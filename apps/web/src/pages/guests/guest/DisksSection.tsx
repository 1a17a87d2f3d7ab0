import type { GuestRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { sizeFigure } from '../../../format/numbers.ts'
import { type Disk, readDisks } from '../../../guest-config/disks.ts'
import type { T } from '../../../messages/i18n.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { FigureText } from '../../../ui/Meter.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import { useGuestConfig } from './use-guest.ts'

export function DisksSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const config = useGuestConfig(guest)
  const columns = useMemo(() => toColumns(t, cluster, guest.node), [t, cluster, guest.node])
  return (
    <Sec label={t('guest:disks')}>
      <PvePart query={config} right={auditRight(guest.id)}>
        {(data) => {
          const disks = readDisks(data, guest.kind)
          if (disks.length === 0) return <p className="s dim">{t('guest:noDisks')}</p>
          return <DataTable label={t('guest:disks')} columns={columns} rows={disks} keyOf={({ slot }) => slot} />
        }}
      </PvePart>
    </Sec>
  )
}

function toColumns(t: T, cluster: string, node: string): Column<Disk>[] {
  return [
    { id: 'slot', head: t('guest:disk'), width: '7rem', cell: ({ slot, path }) => path ?? slot },
    {
      id: 'size',
      head: t('guest:size'),
      priority: '2',
      align: 'end',
      width: '6rem',
      cell: ({ size, role }) =>
        size === null && role !== 'disk' ? (
          <span className="faint">–</span>
        ) : (
          <FigureText figure={size === null ? null : sizeFigure(size)} />
        ),
    },
    {
      id: 'storage',
      head: t('guest:storage'),
      priority: '3',
      width: '10rem',
      cell: ({ storage }) =>
        storage === null ? (
          <span className="faint">–</span>
        ) : (
          <Link {...paths.storage(cluster, node, storage)} className="plainlink">
            <Quote text={storage} max={63} />
          </Link>
        ),
    },
    {
      id: 'what',
      head: t('guest:what'),
      priority: '2f',
      cell: ({ role, options, storage }) => (
        <>
          {t(`guest:role-${role}`)}
          {options.map((option) => (
            <span key={option} className={option === 'unsafeCache' ? 't-warn' : undefined}>
              {t('guest:comma')}
              {t(`guest:disk-${option}`)}
            </span>
          ))}
          {storage !== null && <span className="only-s faint"> · {storage}</span>}
        </>
      ),
    },
    {
      id: 'raw',
      head: '',
      priority: '3',
      align: 'end',
      cell: ({ raw }) => (
        <span className="rawcell faint">
          <Quote text={raw} max={160} mono />
        </span>
      ),
    },
  ]
}
