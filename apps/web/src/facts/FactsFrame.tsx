import type { ReactNode } from 'react'
import type { ApiError } from '../api/client.ts'
import { useNow } from '../api/clock.ts'
import { formatAge, formatClock } from '../format/times.ts'
import { useSpeech, useT } from '../messages/LocaleProvider.tsx'
import { errorWords } from './error-words.ts'
import { Icon } from '../ui/Icon.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Failed, Forbidden } from '../ui/Notices.tsx'

/** An error of the API in the reader's words, with PVE's own message and the call. */
export function ErrorNotice({ error, onAgain }: { error: ApiError; onAgain?: () => void }) {
  const t = useT()
  const said = errorWords(error, t)
  if (error.code === 'forbidden' || error.code === 'pve-refused') return <Forbidden>{said}</Forbidden>
  const call = error.body?.pve ? `${error.body.pve.status ?? ''} · ${error.body.pve.path}` : error.call
  return (
    <Failed call={call} said={error.body?.pve?.message ?? null} {...(onAgain ? { onAgain } : {})}>
      {said} {t('failedTail')}
    </Failed>
  )
}

/** The last values, dimmed, with their age. */
export function StaleNote({ readAt }: { readAt: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return (
    <p className="st s wrap dim">
      <Icon name="clock" size={14} />
      <span>{t('staleSince', { time: formatClock(readAt), age: formatAge(now - readAt, locale) })}</span>
    </p>
  )
}

type Shown = {
  isLoading: boolean
  isStale?: boolean
  readAt?: number | null
  error: ApiError | null
  again: () => void
}

/** Loading, failed or stale, said once for every list; the children are drawn when there is something to draw. */
export function FactsFrame({ facts, children }: { facts: Shown; children: ReactNode }) {
  if (facts.error) return <ErrorNotice error={facts.error} onAgain={facts.again} />
  if (facts.isLoading) return <Loading />
  if (!facts.isStale || !facts.readAt) return children
  return (
    <>
      <StaleNote readAt={facts.readAt} />
      <div className="stale">{children}</div>
    </>
  )
}
