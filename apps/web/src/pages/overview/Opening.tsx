import { useNow } from '../../api/clock.ts'
import { StaleNote } from '../../facts/FactsFrame.tsx'
import { formatAge, formatClock } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import type { Verdict } from './judge.ts'
import { filled, type Picture } from './picture.ts'
import { VotesFigure } from './VotesFigure.tsx'

type Props = { verdict: Verdict; readAt: number | null; isStale: boolean; picture: Picture }

/** The sentence on how things are, and what it is based on. */
export function Opening({ verdict, readAt, isStale, picture }: Props) {
  const { t } = useSpeech()
  const title = t(`overview:head-${verdict.key}`, filled(verdict.params))
  const lead = t(`overview:lead-${verdict.key}`, filled(verdict.params))
  const { quorum } = picture.cluster
  const showVotes = verdict.worst === 'critical' && quorum.votes.length > 0 && quorum.votes.length <= 8
  return (
    <PageHead
      title={title}
      size={verdict.key === 'well' || verdict.key === 'notes' ? 'head xl' : 'head'}
      lead={lead}
      aside={
        <>
          {showVotes && (
            <div className="only-l">
              <VotesFigure quorum={quorum} />
            </div>
          )}
          {readAt !== null && (isStale ? <StaleNote readAt={readAt} /> : <BasedOn readAt={readAt} />)}
        </>
      }
    >
      <Clauses text={title} />
    </PageHead>
  )
}

function BasedOn({ readAt }: { readAt: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return (
    <p className="basedon">
      {t('overview:basedOn', { time: formatClock(readAt, true) })}
      <br />
      <time>{t('overview:basedOnAge', { age: formatAge(now - readAt, locale) })}</time>
    </p>
  )
}
