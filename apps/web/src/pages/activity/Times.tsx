import type { TaskRow } from '@steward/contracts'
import { useNow } from '../../api/clock.ts'
import { formatDuration, formatMoment } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'

/** How long it took. What is not known to have ended has no duration, and what runs goes on counting. */
export function Took({ task }: { task: TaskRow }) {
  const { t, locale } = useSpeech()
  if (task.endedAt !== null) return formatDuration(task.endedAt - task.startedAt, locale, true)
  if (task.state === 'running' && !task.unconfirmed) return <SoFar since={task.startedAt} />
  return <span className="faint">{t('activity:endOpen')}</span>
}

function SoFar({ since }: { since: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return t('activity:soFar', { age: formatDuration(now - since, locale, true) })
}

export function Moment({ at }: { at: number }) {
  const { locale } = useSpeech()
  return <time dateTime={new Date(at * 1000).toISOString()}>{formatMoment(at, locale)}</time>
}
