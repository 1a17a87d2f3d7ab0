import { Fragment, useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { inSentence } from '../overview/picture.ts'
import { type Grouping, groupOf, stateOf, type StorageLine } from './lines.ts'
import { storageColumns } from './storage-columns.tsx'
import { StorageFilters } from './StorageFilters.tsx'
import { type StorageView, useStorageView } from './use-storage-view.ts'
import { kindWord } from './words.ts'

export function StoragesPage() {
  const t = useT()
  const view = useStorageView()
  const { facts, rows } = view
  return (
    <>
      <PageHead title={t('storage:title')} lead={<StorageSums view={view} />} />
      <FactsFrame facts={facts}>
        {facts.rows.length === 0 ? (
          <Empty title={t('storage:none')}>{t('storage:noneWhy')}</Empty>
        ) : (
          <>
            <StorageFilters view={view} />
            {rows.length === 0 ? (
              <Empty
                title={t('storage:noneFits')}
                action={<Button onClick={view.clear}>{t('storage:clear')}</Button>}
              />
            ) : (
              <StorageTable view={view} />
            )}
          </>
        )}
      </FactsFrame>
    </>
  )
}

function StorageTable({ view: { rows, sort, setSort, grouping } }: { view: StorageView }) {
  const t = useT()
  const cluster = useClusterId()
  const columns = useMemo(() => storageColumns(t, cluster), [t, cluster])
  const grouped =
    grouping === 'none'
      ? {}
      : {
          groupOf: (line: StorageLine) => groupOf(line, grouping),
          groupHead: (group: string, members: readonly StorageLine[]) =>
            groupHead({ group, count: members.length, grouping }),
        }
  return (
    <div className="storagetable">
      <DataTable<StorageLine>
        label={t('storage:title')}
        arranged
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        sort={sort}
        onSort={setSort}
        rowClass={({ unknown }) => (unknown === null ? undefined : 'is-unknown')}
        {...grouped}
      />
    </div>
  )
}

type GroupHeadProps = { group: string; count: number; grouping: Grouping }

const groupHead = (props: GroupHeadProps) => <GroupHead {...props} />

function GroupHead({ group, count, grouping }: GroupHeadProps) {
  const t = useT()
  const shared = group === '' ? t('storage:groupShared') : inSentence(group, 63)
  return (
    <span className="grouphead">
      <span className="name">{grouping === 'kind' ? kindWord(group === '' ? null : group, t) : shared}</span>
      <span className="faint">{t('storage:groupCount', { count })}</span>
    </span>
  )
}

const told = ['full', 'unknown'] as const

/** How many are shown, and which need a look; each is the way to only those. */
function StorageSums({ view: { all, rows, change } }: { view: StorageView }) {
  const t = useT()
  if (all.length === 0) return null
  return (
    <p className="s sums">
      {t('storage:shownOf', { shown: formatCount(rows.length), all: formatCount(all.length) })}
      {told.map((state) => {
        const count = all.filter((line) => stateOf(line) === state).length
        if (count === 0) return null
        return (
          <Fragment key={state}>
            <span className="faint" aria-hidden="true">
              {' · '}
            </span>
            <button
              type="button"
              className={state === 'full' ? 't-warn mid' : 't-unknown'}
              onClick={() => change({ state })}
            >
              {t(`storage:n_${state}`, { count })}
            </button>
          </Fragment>
        )
      })}
    </p>
  )
}
