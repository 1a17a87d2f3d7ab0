import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { sizeFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { FigureText } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import type { Names } from '../activity/TaskWord.tsx'
import { useGuestNames } from '../activity/use-task-view.ts'
import { type GuestTotal, totalsOf, type WireVolume } from './content.ts'

const shownAtMost = 10

/** Who takes how much of this storage. */
export function GuestTotals({ volumes }: { volumes: readonly WireVolume[] }) {
  const t = useT()
  const cluster = useClusterId()
  const names = useGuestNames()
  const [opened, setOpened] = useState(false)
  const totals = useMemo(() => totalsOf(volumes), [volumes])
  const columns = useMemo(() => toColumns(t, cluster, names), [t, cluster, names])
  if (totals.length === 0) return null
  return (
    <Sec label={t('storage:totals')} small={t('storage:totalsSmall')}>
      <DataTable
        label={t('storage:totals')}
        dense
        columns={columns}
        rows={opened ? totals : totals.slice(0, shownAtMost)}
        keyOf={({ id }) => id}
      />
      {!opened && totals.length > shownAtMost && (
        <p className="tablefoot">
          <Button size="small" onClick={() => setOpened(true)}>
            {t('storage:totalsMore', { count: totals.length })}
          </Button>
        </p>
      )}
    </Sec>
  )
}

const size = (bytes: number) =>
  bytes === 0 ? <span className="faint">–</span> : <FigureText figure={sizeFigure(bytes)} />

const toColumns = (t: T, cluster: string, names: Names): Column<GuestTotal>[] => [
  {
    id: 'guest',
    head: t('storage:guest'),
    width: '20rem',
    cell: ({ id }) => {
      const name = names.get(id)
      // A number that no guest carries has no page to go to.
      if (name === undefined) return <span className="dim">{id}</span>
      return (
        <Link {...paths.guest(cluster, id)} preload={false}>
          <Quote text={name ?? id} max={48} /> <span className="faint xs plain">{id}</span>
        </Link>
      )
    },
  },
  {
    id: 'disks',
    head: t('storage:totalDisks'),
    priority: '3',
    align: 'end',
    sortBy: ({ disks }) => disks,
    cell: ({ disks }) => size(disks),
  },
  {
    id: 'backups',
    head: t('storage:totalBackups'),
    priority: '3',
    align: 'end',
    sortBy: ({ backups }) => backups,
    cell: ({ backups }) => size(backups),
  },
  {
    id: 'all',
    head: t('total'),
    priority: '2',
    align: 'end',
    sortBy: ({ disks, backups }) => disks + backups,
    cell: ({ disks, backups }) => size(disks + backups),
  },
]
