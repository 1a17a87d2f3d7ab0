import type { TaskRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import { Quote } from '../../ui/Quote.tsx'
import { inSentence } from '../overview/picture.ts'
import { guestOf } from './filter.ts'
import { isTaskType } from './task-types.ts'

/** A task's kind in words; a kind that Steward does not know keeps PVE's own word. */
export const typeWord = (type: string, t: T): string =>
  isTaskType(type) ? t(`activity:type-${type}`) : inSentence(type, 40)

export type Names = ReadonlyMap<string, string | null>

/** What a task is about: a guest by its name, else whatever PVE wrote there. */
export function Subject({ task, names }: { task: TaskRow; names: Names }) {
  const cluster = useClusterId()
  const guest = guestOf(task)
  if (task.subject === '') return <span className="faint">–</span>
  const name = guest === null ? null : names.get(guest)
  if (guest === null || name === undefined)
    return (
      <span className="dim">
        <Quote text={task.subject} max={60} />
      </span>
    )
  return (
    <Link {...paths.guest(cluster, guest)} className="subject">
      <Quote text={name ?? guest} max={48} />
      {name !== null && <span className="faint xs"> {guest}</span>}
    </Link>
  )
}

export function Who({ task }: { task: Pick<TaskRow, 'user' | 'token'> }) {
  const t = useT()
  return (
    <>
      <Quote text={task.user} max={60} />
      {task.token !== null && (
        <span className="faint"> {t('activity:token', { token: inSentence(task.token, 40) })}</span>
      )}
    </>
  )
}
