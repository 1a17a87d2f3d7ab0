import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo } from 'react'
import { q } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useGuests, useNodes } from '../../facts/use-facts.ts'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { fromSort, toSort, useAddress } from '../../routes/use-address.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { FilterBar, PickBox, SearchBox } from '../../ui/FilterBar.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { arrangeLines, filterLines, isSortable, nodeFilters, stateOf, toLines } from './arrange.ts'
import { nodeColumns } from './node-columns.tsx'

const byName = { column: 'node', descending: false }

function useNodeLines() {
  const cluster = useClusterId()
  const facts = useNodes()
  const guestFacts = useGuests()
  // An account without rights gets an empty list, which must not be told as "no guests".
  const seesNone = guestFacts.rows.length === 0 && facts.rows.some(({ unknown }) => unknown === 'no-right')
  const guests = guestFacts.isLoading || guestFacts.readAt === null || seesNone ? null : guestFacts.rows
  const { data: history } = useQuery({ ...q('readHistory', { params: { cluster } }), staleTime: 240_000 })
  const { search, settled, change } = useAddress()
  const all = useMemo(() => toLines(facts.rows, guests, history ?? []), [facts.rows, guests, history])
  const sort = toSort(search.sort, isSortable) ?? byName
  const shown = useMemo(
    () => arrangeLines(filterLines(all, settled), { column: sort.column, descending: sort.descending }),
    [all, settled, sort.column, sort.descending],
  )
  return { facts, shown, sort, search, change }
}
type View = ReturnType<typeof useNodeLines>

export function NodesPage() {
  const t = useT()
  const cluster = useClusterId()
  const view = useNodeLines()
  const { facts, shown, sort, search, change } = view
  const columns = useMemo(() => nodeColumns(t, cluster), [t, cluster])
  const clear = () => change({ q: undefined, state: undefined })
  return (
    <>
      <PageHead title={t('nodes:title')} lead={<NodeSums view={view} />} />
      <FactsFrame facts={facts}>
        {facts.rows.length === 0 ? (
          <Empty title={t('nodes:none')}>{t('nodes:noneWhy')}</Empty>
        ) : (
          <>
            <FilterBar>
              <SearchBox
                words={search.q ?? ''}
                onWords={(words) => change({ q: words })}
                placeholder={t('nodes:placeholder')}
                label={t('nodes:searchLabel')}
              />
              <PickBox
                label={t('nodes:state')}
                value={search.state}
                any={t('nodes:any')}
                options={nodeFilters.map((state) => ({ value: state, label: t(`nodes:state-${state}`) }))}
                onPick={(state) => change({ state })}
              />
            </FilterBar>
            {shown.length === 0 ? (
              <Empty title={t('nodes:noneFits')} action={<Button onClick={clear}>{t('nodes:clear')}</Button>} />
            ) : (
              <div className="nodestable">
                <DataTable
                  label={t('nodes:title')}
                  arranged
                  columns={columns}
                  rows={shown}
                  keyOf={({ node }) => node.id}
                  sort={sort}
                  onSort={(next) => change({ sort: fromSort(next) })}
                  rowClass={({ node }) =>
                    node.state === 'online' && node.stalledSince === null ? undefined : 'is-unknown'
                  }
                />
              </div>
            )}
          </>
        )}
      </FactsFrame>
    </>
  )
}

/** How many are shown, and of which states; each is the way to only those. */
function NodeSums({ view: { facts, shown, change } }: { view: View }) {
  const t = useT()
  if (facts.rows.length === 0) return null
  const counts = new Map(nodeFilters.map((state) => [state, 0]))
  for (const node of facts.rows) counts.set(stateOf(node), (counts.get(stateOf(node)) ?? 0) + 1)
  return (
    <p className="s sums">
      {t('nodes:shownOf', { shown: formatCount(shown.length), all: formatCount(facts.rows.length) })}
      {nodeFilters.map((state) => {
        const count = counts.get(state) ?? 0
        if (count === 0) return null
        return (
          <Fragment key={state}>
            <span className="faint" aria-hidden="true">
              {' · '}
            </span>
            <button
              type="button"
              className={state === 'away' ? 't-critical mid' : state === 'unknown' ? 't-unknown' : ''}
              onClick={() => change({ state })}
            >
              {t(`nodes:n_${state}`, { count })}
            </button>
          </Fragment>
        )
      })}
    </p>
  )
}
