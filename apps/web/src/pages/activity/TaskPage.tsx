import type { TaskRow } from '@steward/contracts'
import { Link, useParams } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { TaskStateText } from '../../facts/StateOf.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Level } from '../../ui/Level.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Empty, Unknown } from '../../ui/Notices.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { guestOf, stateOf } from './filter.ts'
import { LogView } from './LogView.tsx'
import { TaskEnd } from './TaskEnd.tsx'
import { TaskFacts } from './TaskFacts.tsx'
import { TaskProgress } from './TaskProgress.tsx'
import { type Names, typeWord } from './TaskWord.tsx'
import { Took } from './Times.tsx'
import { parseUpid, type UpidParts } from './upid.ts'
import { useTask } from './use-task.ts'
import { useTaskLog } from './use-task-log.ts'
import { useGuestNames } from './use-task-view.ts'

export function TaskPage() {
  const t = useT()
  const { upid = '' } = useParams({ strict: false })
  const parts = parseUpid(upid)
  if (!parts)
    return (
      <>
        <Crumbs />
        <PageHead title={t('activity:noTask')} />
        <Empty title={t('activity:noTask')}>{t('activity:noTaskWhy')}</Empty>
      </>
    )
  return <OneTask key={upid} upid={upid} parts={parts} />
}

function OneTask({ upid, parts }: { upid: string; parts: UpidParts }) {
  const t = useT()
  const names = useGuestNames()
  const { task, isAway, running, endSeenAt, error, again } = useTask(upid, parts)
  return (
    <>
      <Crumbs task={task} />
      <TaskHead task={task} names={names} />
      <Level worst={levelOf(task)} />
      {task.unconfirmed && (
        <NoteBox tone="warn">{t('activity:unconfirmedLead', { node: inSentence(task.node) })}</NoteBox>
      )}
      {error && <ErrorNotice error={error} onAgain={again} />}
      <TaskEnd task={task} />
      <Sec label={t('activity:facts')}>
        <TaskFacts task={task} names={names} />
      </Sec>
      {isAway ? (
        <Sec label={t('activity:log')}>
          <Unknown why={whyUnknown('node-offline', t)} />
        </Sec>
      ) : (
        <LogPart task={task} running={running} endSeenAt={endSeenAt} />
      )}
    </>
  )
}

function LogPart({ task, running, endSeenAt }: { task: TaskRow; running: boolean; endSeenAt: number }) {
  const t = useT()
  const log = useTaskLog({ node: task.node, upid: task.id, running, endSeenAt })
  return (
    <>
      {running && <TaskProgress lines={log.lines} />}
      <Sec label={t('activity:log')} small={t('activity:logSmall')}>
        <LogView log={log} running={running} fileName={`${task.type}-${task.subject || task.node}-${task.startedAt}`} />
      </Sec>
    </>
  )
}

function Crumbs({ task }: { task?: TaskRow }) {
  const t = useT()
  const cluster = useClusterId()
  return (
    <p className="crumbs">
      <Link {...paths.activity(cluster)}>{t('activity:title')}</Link>
      {task && (
        <>
          <Icon name="right" size={12} />
          <Link {...paths.node(cluster, task.node)}>
            <Quote text={task.node} max={63} />
          </Link>
        </>
      )}
    </p>
  )
}

function TaskHead({ task, names }: { task: TaskRow; names: Names }) {
  const t = useT()
  const cluster = useClusterId()
  const guest = guestOf(task)
  const name = (guest === null ? null : names.get(guest)) ?? task.subject
  const title = name === '' ? typeWord(task.type, t) : `${typeWord(task.type, t)}: ${inSentence(name)}`
  return (
    <PageHead
      title={title}
      lead={
        <span className="taskline s">
          <TaskStateText task={task} />
          <span>
            <Took task={task} />
          </span>
          <span>{t('activity:taskOn', { node: inSentence(task.node) })}</span>
          {guest !== null && (
            <Link {...paths.activity(cluster)} search={{ guest }} className="link">
              {t('activity:openList')}
            </Link>
          )}
        </span>
      }
    >
      <Clauses text={title} />
    </PageHead>
  )
}

function levelOf(task: TaskRow) {
  const state = stateOf(task)
  if (state === 'failed') return 'critical'
  if (state === 'warnings') return 'warn'
  return state === 'unknown' ? 'unknown' : 'fine'
}
