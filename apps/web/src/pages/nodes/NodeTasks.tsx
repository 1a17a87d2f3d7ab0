import type { NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { OwnTasksNote } from '../../facts/OwnTasksNote.tsx'
import { useTasks } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { arrangeTasks } from '../activity/filter.ts'
import { taskColumns } from '../activity/task-columns.tsx'
import { useGuestNames } from '../activity/use-task-view.ts'

const shownAtMost = 8

export function NodeTasks({ node }: { node: NodeRow }) {
  const t = useT()
  const cluster = useClusterId()
  const facts = useTasks()
  const names = useGuestNames()
  const rows = useMemo(
    () =>
      arrangeTasks(
        facts.rows.filter((task) => task.node === node.name),
        null,
      ).slice(0, shownAtMost),
    [facts.rows, node.name],
  )
  const columns = useMemo(
    () => taskColumns(t, { cluster, names, sortable: false }).filter(({ id }) => id !== 'node'),
    [t, cluster, names],
  )
  return (
    <Sec label={t('node:tasks')} small={t('node:tasksSmall')}>
      <FactsFrame facts={facts}>
        {rows.length === 0 ? (
          <p className="s dim">{t('node:tasksNone')}</p>
        ) : (
          <div className="tasktable">
            <DataTable label={t('node:tasks')} dense columns={columns} rows={rows} keyOf={({ id }) => id} />
          </div>
        )}
      </FactsFrame>
      <OwnTasksNote />
      <p className="s tablefoot">
        <Link {...paths.activity(cluster)} search={{ node: node.name }} className="link">
          {t('node:tasksAll')}
        </Link>
      </p>
    </Sec>
  )
}
