import type { ClusterFacts, GuestRow, TaskRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { serverNow, useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { OwnTasksNote } from '../../facts/OwnTasksNote.tsx'
import { formatAge } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { countTasks } from './counts.ts'
import { partOf } from './picture.ts'

const shownAtMost = 6

type Props = { tasks: readonly TaskRow[]; guests: readonly GuestRow[]; cluster: ClusterFacts }

export function TaskLists({ tasks, guests, cluster }: Props) {
  const t = useT()
  const { running, failed } = useMemo(() => countTasks(tasks, serverNow()), [tasks])
  const names = useMemo(() => new Map(guests.map((guest) => [guest.id, guest.name])), [guests])
  const isRead = (partOf(cluster, 'tasks')?.readAt ?? null) !== null
  const empty = (word: string) =>
    isRead ? <p className="s dim">{word}</p> : <Unknown why={whyUnknown('not-read-yet', t)} />
  const note = isRead && <OwnTasksNote />
  return (
    <div className="cols halves">
      <Sec label={t('overview:runningNow')}>
        {running.length === 0 ? empty(t('overview:nothingRuns')) : <TaskList tasks={running} names={names} />}
        {note}
      </Sec>
      <Sec label={t('overview:failedLately')} small={t('overview:failedSmall')}>
        {failed.length === 0 ? empty(t('overview:nothingFailed')) : <TaskList tasks={failed} names={names} />}
        {note}
      </Sec>
    </div>
  )
}

function TaskList({ tasks, names }: { tasks: readonly TaskRow[]; names: ReadonlyMap<string, string | null> }) {
  const t = useT()
  const cluster = useClusterId()
  const newest = tasks.toSorted((a, b) => (b.endedAt ?? b.startedAt) - (a.endedAt ?? a.startedAt))
  return (
    <ul className="tasklist s">
      {newest.slice(0, shownAtMost).map((task) => (
        <TaskLine key={task.id} task={task} name={names.get(task.subject) ?? task.subject} />
      ))}
      {newest.length > shownAtMost && (
        <li>
          <Link {...paths.activity(cluster)} className="link">
            {t('overview:moreTasks', { count: newest.length - shownAtMost })}
          </Link>
        </li>
      )}
    </ul>
  )
}

function TaskLine({ task, name }: { task: TaskRow; name: string }) {
  const { t, locale } = useSpeech()
  const cluster = useClusterId()
  const now = useNow()
  const age = formatAge(now - (task.endedAt ?? task.startedAt), locale)
  return (
    <li>
      <Mark name={task.state === 'running' ? 'busy' : 'critical'} />
      <Link {...paths.task(cluster, task.id)} className="what">
        <span className="mono xs">
          <Quote text={task.type} max={32} />
        </span>{' '}
        {name !== '' && (
          <b className="mid">
            <Quote text={name} max={48} />
          </b>
        )}
        {task.state === 'failed' && task.exit && (
          <small>
            <Quote text={task.exit} max={120} />
          </small>
        )}
      </Link>
      <span className="faint byline">
        <Quote text={task.user} max={40} />, <time>{t('overview:basedOnAge', { age })}</time>
      </span>
    </li>
  )
}
