import type { ClusterFacts } from '@steward/contracts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useCluster } from '../../facts/use-facts.ts'
import { formatClock } from '../../format/times.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Level } from '../../ui/Level.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { inSentence } from '../overview/picture.ts'
import { VotesFigure } from '../overview/VotesFigure.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { HaSection } from './HaSection.tsx'
import { OptionsSection } from './OptionsSection.tsx'
import { QuorumNotes } from './QuorumNotes.tsx'
import { RightNow } from './RightNow.tsx'
import { VersionsSection } from './VersionsSection.tsx'
import { ViewsSection } from './ViewsSection.tsx'

export function ClusterPage() {
  const t = useT()
  const { facts, error, again } = useCluster({ againMs: 30_000 })
  if (!facts)
    return (
      <>
        <PageHead title={t('cluster:title')} />
        {error ? <ErrorNotice error={error} onAgain={again} /> : <Loading />}
      </>
    )
  return <Known facts={facts} />
}

const worst = {
  quorate: 'fine',
  'single-node': 'fine',
  lost: 'critical',
  split: 'critical',
  unknown: 'unknown',
} as const
const levels = { fine: 'levelFine', critical: 'levelCritical', warn: 'levelWarn', unknown: 'levelUnknown' } as const

function Known({ facts }: { facts: ClusterFacts }) {
  const t = useT()
  const { quorum } = facts
  const weakened = quorum.expectedLowered || (quorum.qdevice !== null && quorum.qdevice.state !== 'Connected')
  const level = quorum.state === 'quorate' && weakened ? 'warn' : worst[quorum.state]
  const params = { present: quorum.present ?? '?', total: quorum.expected ?? '?', needed: quorum.needed ?? '?' }
  const title = t(`cluster:head-${quorum.state}`)
  const isCut = quorum.state === 'lost' || quorum.state === 'split'
  return (
    <>
      <PageHead
        title={title}
        size="head"
        lead={t(`cluster:lead-${quorum.state}`, params)}
        aside={quorum.votes.length > 0 && <Figure facts={facts} />}
      >
        <Clauses text={title} />
      </PageHead>
      <Level worst={level} label={t(`overview:${levels[level]}`)} />
      {isCut && <RightNow split={quorum.state === 'split'} />}
      {quorum.state !== 'single-node' && <ViewsSection quorum={quorum} />}
      <QuorumNotes quorum={quorum} />
      <VersionsSection />
      <HaSection />
      <BackupsSection />
      <OptionsSection name={facts.name} />
    </>
  )
}

/** The votes, with a word for each when somebody is missing, and whose view it is. */
function Figure({ facts: { quorum } }: { facts: ClusterFacts }) {
  const t = useT()
  const isWhole = quorum.votes.every(({ present }) => present === true)
  const leader =
    quorum.views.find(({ quorate }) => quorate === true) ?? quorum.views.find(({ quorate }) => quorate !== null)
  const note = (node: string) => {
    const present = quorum.votes.find((vote) => vote.node === node)?.present
    return t(present === true ? 'cluster:noteHere' : present === false ? 'cluster:noteGone' : 'cluster:noteUnknown')
  }
  return (
    <>
      <VotesFigure quorum={quorum} large={quorum.votes.length <= 5} {...(isWhole ? {} : { note })} />
      {leader?.readAt && (
        <p className="xs faint">
          {t('cluster:asSeenBy', { node: inSentence(leader.node), time: formatClock(leader.readAt, true) })}
        </p>
      )}
    </>
  )
}
