import { useNow } from '../api/clock.ts'
import { useStreamState } from '../api/live.ts'
import { lastReadOf } from '../api/last-read.ts'
import { useClusterId } from '../facts/cluster-context.ts'
import { staleAfterSeconds, useCluster } from '../facts/use-facts.ts'
import { formatAge, formatClock } from '../format/times.ts'
import { useSpeech } from '../messages/LocaleProvider.tsx'

/** How old the facts are, and whether changes still arrive. */
export function Pulse() {
  const { t, locale } = useSpeech()
  const now = useNow()
  const stream = useStreamState()
  const part = useCluster().facts?.parts.find(({ part: name }) => name === 'resources')
  const readAt = Math.max(part?.readAt ?? 0, lastReadOf(useClusterId())) || null
  const age = readAt === null ? null : now - readAt
  const words = () => {
    if (stream.state === 'lost') return t('shell:lost', { age: formatAge(now - stream.since, locale) })
    if (stream.state === 'paused') return t('shell:paused')
    if (age === null) return stream.state === 'connecting' ? t('shell:connecting') : t('shell:readNever')
    return age < 1 ? t('shell:readJustNow') : t('shell:readAgo', { age: formatAge(age, locale) })
  }
  const look = stream.state === 'lost' ? 'lost' : age !== null && age > staleAfterSeconds ? 'old' : ''
  return (
    <span className={`pulse ${look}`} title={readAt === null ? undefined : formatClock(readAt, true)}>
      <i />
      {words()}
    </span>
  )
}
