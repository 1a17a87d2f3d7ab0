import type { TaskRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { formatClock, formatDay } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { type Names, Subject, Who } from './TaskWord.tsx'
import { Took } from './Times.tsx'

export function TaskFacts({ task, names }: { task: TaskRow; names: Names }) {
  const { t } = useSpeech()
  const cluster = useClusterId()
  return (
    <KeyValues
      rows={[
        { label: t('activity:subject'), value: <Subject task={task} names={names} />, raw: task.type },
        {
          label: t('activity:node'),
          value: (
            <Link {...paths.node(cluster, task.node)} className="link">
              <Quote text={task.node} max={63} />
            </Link>
          ),
        },
        { label: t('activity:who'), value: <Who task={task} /> },
        { label: t('activity:started'), value: <Exact at={task.startedAt} /> },
        {
          label: t('activity:ended'),
          value: task.endedAt === null ? <NoEnd task={task} /> : <Exact at={task.endedAt} />,
        },
        { label: t('activity:duration'), value: <Took task={task} /> },
        {
          label: t('activity:upid'),
          value: (
            <span className="copyline">
              <Quote text={task.id} max={400} mono />
              <CopyButton text={task.id} />
            </span>
          ),
        },
      ]}
    />
  )
}

function Exact({ at }: { at: number }) {
  const { locale } = useSpeech()
  return (
    <time dateTime={new Date(at * 1000).toISOString()}>
      {formatDay(at, locale)} {formatClock(at, true)}
    </time>
  )
}

/** The node's own answer about one task has no time of its end; the lists of the cluster have. */
function NoEnd({ task }: { task: TaskRow }) {
  const { t } = useSpeech()
  const runs = task.state === 'running' && !task.unconfirmed
  return <span className="faint">{runs ? '–' : t('activity:endOpen')}</span>
}
