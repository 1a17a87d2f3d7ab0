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
import { MeterPair } from '../../ui/Meter.tsx'
import { Empty, Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from './picture.ts'
import { foldByName, foldStorages, type StorageLine } from './storages.ts'
import { fullFrom, overFrom } from './troubles/storages.ts'

const shownAtMost = 12

export function StoragesTable({ storages }: { storages: readonly StorageRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const folded = useMemo(() => foldByName(foldStorages(storages)), [storages])
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  const near = folded.filter(({ fraction }) => fraction !== null && fraction >= fullFrom).length
  const shown = folded.length <= shownAtMost ? folded : fullest(folded)
  const small =
    near > 0 ? t('overview:storagesNear', { count: near }) : t('overview:storagesUsed', { count: folded.length })
  return (
    <Sec label={t('overview:storage')} small={small}>
      {folded.length === 0 ? (
        <Empty title={t('overview:noStorages')} />
      ) : (
        <DataTable
          label={t('overview:storage')}
          columns={columns}
          rows={shown}
          keyOf={({ id }) => id}
          rowClass={({ unknown }) => (unknown === null ? undefined : 'is-unknown')}
        />
      )}
      {shown.length < folded.length && (
        <p className="s tablefoot">
          <Link {...paths.storages(cluster)} className="link">
            {t('overview:moreStorages', { count: folded.length })}
          </Link>
        </p>
      )}
    </Sec>
  )
}

const fullest = (folded: readonly StorageLine[]) =>
  folded
    .toSorted((a, b) => Number(b.shared) - Number(a.shared) || (b.fraction ?? 2) - (a.fraction ?? 2))
    .slice(0, shownAtMost)

export const toneOf = (fraction: number | null) =>
  fraction === null || fraction < fullFrom ? undefined : fraction >= overFrom ? 'critical' : 'warn'

function toColumns(t: T, cluster: string): Column<StorageLine>[] {
  return [
    {
      id: 'storage',
      head: t('overview:storage'),
      width: '7rem',
      cell: ({ node, storage, parts }) => (
        <Link {...(parts.length > 1 ? paths.storages(cluster) : paths.storage(cluster, node, storage))}>
          <Quote text={storage} max={63} />
        </Link>
      ),
    },
    {
      id: 'kind',
      head: t('overview:kind'),
      priority: '2',
      width: '12.5rem',
      cell: (storage) => <span className="dim">{kindText(storage, t)}</span>,
    },
    {
      id: 'filled',
      head: t('overview:filled'),
      priority: '2f',
      width: '31rem',
      cell: ({ fraction, storage }) => (
        <MeterPair
          fraction={fraction}
          tone={toneOf(fraction)}
          mark={fullFrom}
          label={t('overview:filledOf', { storage: inSentence(storage) })}
        />
      ),
    },
    {
      id: 'used',
      head: t('overview:used'),
      priority: '3',
      align: 'end',
      cell: ({ used, max, unknown }) =>
        unknown !== null && (used === null || max === null) ? (
          <Unknown why={whyUnknown(unknown, t)} />
        ) : (
          <>
            {used === null ? '?' : formatSize(used)}{' '}
            <span className="faint">
              {t('of')} {max === null ? '?' : formatSize(max)}
            </span>
          </>
        ),
    },
  ]
}

function kindText({ kind, shared, node, nodes, parts }: StorageLine, t: T): string {
  const word = kind === null ? t('overview:kindUnknown') : inSentence(kind)
  if (parts.length > 1) {
    const read = parts.filter(({ unknown }) => unknown === null).length
    const params = { kind: word, count: parts.length, read }
    return read < parts.length ? t('overview:eachKindPartly', params) : t('overview:eachKind', params)
  }
  return shared && nodes.length > 1
    ? t('overview:sharedKind', { kind: word, count: nodes.length })
    : t('overview:localKind', { kind: word, node: inSentence(node) })
}
