import type { StorageRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { formatSize } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { MeterPair } from '../../ui/Meter.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { inSentence } from '../overview/picture.ts'
import { toneOf } from '../overview/StoragesTable.tsx'
import { fullFrom } from '../overview/troubles/storages.ts'

/** Which nodes see a storage of this name, and how each sees it. */
export function StorageViews({ row, views }: { row: StorageRow; views: readonly StorageRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const columns = useMemo(() => toColumns(t, cluster, row.id), [t, cluster, row.id])
  const sorted = useMemo(() => sortRows(views, ({ node }) => node, false), [views])
  if (views.length < 2) return null
  return (
    <Sec label={t('storage:nodes')} small={t('storage:nodesSmall')}>
      <DataTable
        label={t('storage:nodes')}
        columns={columns}
        rows={sorted}
        keyOf={({ id }) => id}
        rowClass={({ unknown }) => (unknown === null ? undefined : 'is-unknown')}
      />
    </Sec>
  )
}

const toColumns = (t: T, cluster: string, here: string): Column<StorageRow>[] => [
  {
    id: 'node',
    head: t('storage:node'),
    width: '12rem',
    cell: ({ id, node, storage }) =>
      id === here ? (
        <>
          <Quote text={node} max={63} /> <span className="faint plain xs">{t('storage:thisView')}</span>
        </>
      ) : (
        <Link {...paths.storage(cluster, node, storage)}>
          <Quote text={node} max={63} />
        </Link>
      ),
  },
  {
    id: 'view',
    head: t('storage:view'),
    priority: '2',
    width: '17rem',
    cell: ({ unknown }) =>
      unknown === null ? <State mark="ok">{t('storage:viewFine')}</State> : <Unknown why={whyUnknown(unknown, t)} />,
  },
  {
    id: 'filled',
    head: t('storage:filled'),
    priority: '2f',
    cell: ({ used, max, unknown, storage }) => {
      const fraction = used === null || !max ? null : used / max
      return (
        <MeterPair
          fraction={fraction}
          tone={unknown === null ? toneOf(fraction) : undefined}
          mark={fullFrom}
          label={t('overview:filledOf', { storage: inSentence(storage) })}
        />
      )
    },
  },
  {
    id: 'used',
    head: t('storage:used'),
    priority: '3',
    align: 'end',
    width: '13rem',
    cell: ({ used, max }) =>
      used === null || max === null ? (
        <span className="faint">?</span>
      ) : (
        t('storage:usedOf', { used: formatSize(used), max: formatSize(max) })
      ),
  },
]
