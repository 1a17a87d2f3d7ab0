import type { TaskRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { TaskStateText } from '../../facts/StateOf.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { type Names, Subject, typeWord, Who } from './TaskWord.tsx'
import { Moment, Took } from './Times.tsx'

const sorted = () => null

/** `sortable` only where the page itself brings the rows into order. */
export function taskColumns(
  t: T,
  { cluster, names, sortable }: { cluster: string; names: Names; sortable: boolean },
): Column<TaskRow>[] {
  const columns: Column<TaskRow>[] = [
    {
      id: 'what',
      head: t('activity:what'),
      width: '16rem',
      cell: (task) => (
        <Link {...paths.task(cluster, task.id)} preload={false}>
          {typeWord(task.type, t)} <span className="mono xs faint plain">{task.type}</span>
        </Link>
      ),
    },
    {
      id: 'subject',
      head: t('activity:subject'),
      priority: '2',
      width: '12rem',
      cell: (task) => <Subject task={task} names={names} />,
    },
    {
      id: 'state',
      head: t('activity:state'),
      priority: '2f',
      width: '22rem',
      cell: (task) => (
        <span className="taskstate">
          <TaskStateText task={task} withReason />
          <span className="only-s faint">
            <Quote text={task.node} max={63} />, <Moment at={task.startedAt} />, <Took task={task} />
          </span>
        </span>
      ),
    },
    {
      id: 'node',
      head: t('activity:node'),
      priority: '3',
      cell: (task) => (
        <span className="dim">
          <Quote text={task.node} max={63} />
        </span>
      ),
    },
    {
      id: 'user',
      head: t('activity:user'),
      priority: '3',
      cell: (task) => (
        <span className="dim">
          <Who task={task} />
        </span>
      ),
    },
    {
      id: 'start',
      head: t('activity:start'),
      priority: '3',
      align: 'end',
      cell: (task) => <Moment at={task.startedAt} />,
    },
    { id: 'took', head: t('activity:took'), priority: '3', align: 'end', cell: (task) => <Took task={task} /> },
  ]
  return sortable ? columns.map((column) => ({ ...column, sortBy: sorted })) : columns
}
