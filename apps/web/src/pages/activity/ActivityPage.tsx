import { Fragment, useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { OwnTasksNote } from '../../facts/OwnTasksNote.tsx'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { OlderTasks } from './OlderTasks.tsx'
import { taskColumns } from './task-columns.tsx'
import { TaskFilters } from './TaskFilters.tsx'
import { countStates, type TaskView, useTaskView } from './use-task-view.ts'

export function ActivityPage() {
  const t = useT()
  const view = useTaskView()
  const { facts, rows } = view
  return (
    <>
      <PageHead title={t('activity:title')} lead={<TaskSums view={view} />} />
      <OwnTasksNote />
      <FactsFrame facts={facts}>
        {facts.rows.length === 0 ? (
          <Empty title={t('activity:none')}>{t('activity:noneWhy')}</Empty>
        ) : (
          <>
            <TaskFilters view={view} />
            {rows.length === 0 ? (
              <Empty
                title={t('activity:noneFits')}
                action={<Button onClick={view.clear}>{t('activity:clear')}</Button>}
              />
            ) : (
              <TaskTable view={view} />
            )}
          </>
        )}
      </FactsFrame>
      <OlderTasks search={view.search} names={view.names} />
    </>
  )
}

function TaskTable({ view }: { view: TaskView }) {
  const t = useT()
  const cluster = useClusterId()
  const { names } = view
  const columns = useMemo(() => taskColumns(t, { cluster, names, sortable: true }), [t, cluster, names])
  return (
    <div className="tasktable">
      <DataTable
        label={t('activity:title')}
        arranged
        dense
        columns={columns}
        rows={view.rows}
        keyOf={(task) => task.id}
        sort={view.sort}
        onSort={view.setSort}
        rowClass={(task) => (task.unconfirmed ? 'is-unknown' : undefined)}
      />
    </div>
  )
}

const told = ['running', 'failed', 'warnings', 'unknown'] as const

/** How many are shown, and of which states; each is the way to only those. */
function TaskSums({ view }: { view: TaskView }) {
  const t = useT()
  const counts = useMemo(() => countStates(view.facts.rows), [view.facts.rows])
  if (view.facts.rows.length === 0) return null
  return (
    <>
      <p className="s sums">
        {t('activity:shownOf', { shown: formatCount(view.rows.length), all: formatCount(view.facts.rows.length) })}
        {told.map(
          (state) =>
            counts[state] > 0 && (
              <Fragment key={state}>
                <span className="faint" aria-hidden="true">
                  {' · '}
                </span>
                <button
                  type="button"
                  className={state === 'failed' ? 't-critical mid' : ''}
                  onClick={() => view.change({ state })}
                >
                  {t(`activity:n_${state}`, { count: counts[state] })}
                </button>
              </Fragment>
            ),
        )}
      </p>
      <p className="xs faint">{t('activity:scope')}</p>
    </>
  )
}
