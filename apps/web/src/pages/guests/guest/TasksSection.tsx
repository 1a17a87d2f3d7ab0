import type { GuestRow, TaskRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useNow } from '../../../api/clock.ts'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { taskState } from '../../../facts/task-state.ts'
import { formatDuration, formatMoment } from '../../../format/times.ts'
import type { T } from '../../../messages/i18n.ts'
import { useSpeech, useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { State } from '../../../ui/Mark.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import type { WireTask } from './wire.ts'

const shownAtMost = 20

export function TasksSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const params = { vmid: guest.vmid, limit: shownAtMost, source: 'all' }
  const tasks = useQuery({
    ...pve<WireTask[]>()(cluster, 'guestTasks', { node: guest.node }, params),
    refetchInterval: 15_000,
  })
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  return (
    <Sec label={t('guest:tasks')} small={t('guest:tasksSmall')}>
      <PvePart query={tasks} right={auditRight(guest.id)}>
        {(data) =>
          data.length === 0 ? (
            <p className="s dim">{t('guest:noTasks')}</p>
          ) : (
            <DataTable label={t('guest:tasks')} columns={columns} rows={data} keyOf={({ upid }) => upid} />
          )
        }
      </PvePart>
    </Sec>
  )
}

/** In a node's own list a running task says RUNNING; elsewhere it has no status. */
function stateOf({ status, endtime }: WireTask): TaskRow['state'] {
  if (status === 'RUNNING' || (status === undefined && endtime === undefined)) return 'running'
  if (status === 'OK') return 'ok'
  if (status === undefined || status === 'unexpected status') return 'unknown'
  return status.startsWith('WARNINGS: ') ? 'warnings' : 'failed'
}

function toColumns(t: T, cluster: string): Column<WireTask>[] {
  return [
    {
      id: 'what',
      head: t('guest:taskWhat'),
      width: '11rem',
      cell: ({ type, upid }) => (
        <Link {...paths.task(cluster, upid)}>
          <Quote text={type} max={40} mono />
        </Link>
      ),
    },
    {
      id: 'state',
      head: t('overview:state'),
      priority: '2f',
      cell: (task) => {
        const words = taskState({ state: stateOf(task), exit: task.status ?? null, unconfirmed: false }, t)
        return (
          <State mark={words.mark} tone={words.tone}>
            {words.word}
            {words.reason !== null && words.reason !== 'RUNNING' && (
              <span className="faint">
                {' '}
                <Quote text={words.reason} max={120} />
              </span>
            )}
          </State>
        )
      },
    },
    { id: 'user', head: t('guest:taskUser'), priority: '3', cell: ({ user }) => <Quote text={user} max={63} /> },
    {
      id: 'when',
      head: t('guest:taskWhen'),
      priority: '2',
      align: 'end',
      cell: ({ starttime }) => <Moment at={starttime} />,
    },
    { id: 'took', head: t('guest:taskTook'), priority: '3', align: 'end', cell: (task) => <Took task={task} /> },
  ]
}

function Moment({ at }: { at: number }) {
  const { locale } = useSpeech()
  const now = useNow()
  return <time className="dim">{formatMoment(at, locale, now)}</time>
}

function Took({ task }: { task: WireTask }) {
  const { locale } = useSpeech()
  const now = useNow()
  return <span className="dim">{formatDuration((task.endtime ?? now) - task.starttime, locale, true)}</span>
}
