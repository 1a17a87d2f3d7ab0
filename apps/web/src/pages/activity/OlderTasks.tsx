import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { toApiError } from '../../api/client.ts'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useNodes } from '../../facts/use-facts.ts'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { PickBox } from '../../ui/FilterBar.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { inSentence } from '../overview/picture.ts'
import { type PveTask, toTask } from './node-tasks.ts'
import { taskColumns } from './task-columns.tsx'
import type { Names } from './TaskWord.tsx'

type Wish = { readonly state?: string; readonly type?: string; readonly guest?: string }

/** Only when a person asks: the node reads a file for it. The filters of the list above that PVE knows count here too. */
export function OlderTasks({ search, names }: { search: Wish & { readonly node?: string }; names: Names }) {
  const t = useT()
  const nodes = useNodes().rows
  const [picked, setPicked] = useState<string>()
  const node = picked ?? search.node ?? nodes.find(({ state }) => state === 'online')?.name
  const [asked, setAsked] = useState<string | null>(null)
  const options = sortRows(
    nodes.filter(({ ghost }) => !ghost).map(({ name }) => ({ value: name, label: inSentence(name) })),
    ({ label }) => label,
    false,
  )
  const isAway = nodes.find(({ name }) => name === node)?.state === 'offline'
  return (
    <Sec label={t('activity:older')} small={t('activity:olderSmall')}>
      <div className="stack">
        <p className="s dim">{t('activity:olderChoose')}</p>
        <div className="acts">
          <PickBox
            label={t('activity:node')}
            value={node}
            options={options}
            onPick={(name) => {
              setPicked(name)
              setAsked(null)
            }}
          />
          {node !== undefined && asked !== node && !isAway && (
            <Button onClick={() => setAsked(node)}>{t('activity:olderPick')}</Button>
          )}
        </div>
        {node !== undefined && isAway && <Unknown why={t('activity:olderAway', { node: inSentence(node) })} />}
        {node !== undefined && asked === node && !isAway && (
          <NodeTaskPages
            key={`${node} ${search.state} ${search.type} ${search.guest}`}
            node={node}
            wish={search}
            names={names}
          />
        )}
      </div>
    </Sec>
  )
}

const pageSize = 50

/** What a node keeps of finished tasks, a page at a time. */
export function NodeTaskPages({ node, wish, names }: { node: string; wish: Wish; names: Names }) {
  const t = useT()
  const cluster = useClusterId()
  const [pages, setPages] = useState(1)
  const filter = {
    ...(wish.state === 'failed' ? { errors: 1 } : {}),
    ...(wish.type === undefined ? {} : { typefilter: wish.type }),
    ...(wish.guest === undefined ? {} : { vmid: wish.guest }),
  }
  const queries = useQueries({
    queries: Array.from({ length: pages }, (_, page) =>
      pve<PveTask[]>()(cluster, 'guestTasks', { node }, { ...filter, start: page * pageSize, limit: pageSize }),
    ),
  })
  const columns = useMemo(() => taskColumns(t, { cluster, names, sortable: false }), [t, cluster, names])
  // A task that ends while one turns pages moves the others on: the same one may come twice.
  const rows = [
    ...new Map(queries.flatMap(({ data }) => data?.data ?? []).map((row) => [row.upid, toTask(row)])).values(),
  ]
  const failed = queries.find(({ error }) => error !== null)
  const isLoading = queries.some(({ isPending }) => isPending)
  const total = queries.findLast(({ data }) => data !== undefined)?.data?.total
  const mayHaveMore = total === undefined ? rows.length === pages * pageSize : rows.length < total
  return (
    <>
      {rows.length > 0 && (
        <DataTable label={t('activity:older')} dense columns={columns} rows={rows} keyOf={(task) => task.id} />
      )}
      {failed?.error && <ErrorNotice error={toApiError(failed.error)} onAgain={() => void failed.refetch()} />}
      {isLoading && <Loading />}
      {!isLoading && !failed && rows.length === 0 && <p className="s dim">{t('activity:olderNone')}</p>}
      {!isLoading && !failed && rows.length > 0 && (
        <div className="acts">
          {mayHaveMore && <Button onClick={() => setPages(pages + 1)}>{t('activity:olderMore')}</Button>}
          <span className="s faint">
            {t('activity:olderCount', {
              shown: formatCount(rows.length),
              all: total === undefined ? '?' : formatCount(total),
            })}
          </span>
        </div>
      )}
    </>
  )
}
