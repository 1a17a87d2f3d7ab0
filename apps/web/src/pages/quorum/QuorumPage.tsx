import type { ClusterFacts } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice, StaleNote } from '../../facts/FactsFrame.tsx'
import { useCluster, useGuests, useNodes } from '../../facts/use-facts.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { formatClock } from '../../format/times.ts'
import { LateTexts } from '../../messages/LateTexts.tsx'
import { loadQuorumTexts } from '../../messages/load-texts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Level } from '../../ui/Level.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Forbidden } from '../../ui/Notices.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { rootRight } from '../cluster/root-right.ts'
import { inSentence, partOf } from '../overview/picture.ts'
import { VotesFigure } from '../overview/VotesFigure.tsx'
import { headOf } from './judge.ts'
import { LinksSection } from './LinksSection.tsx'
import { MixedVersions } from './MixedVersions.tsx'
import { QdeviceSection } from './QdeviceSection.tsx'
import { QuorumNotes } from './QuorumNotes.tsx'
import { RightNow } from './RightNow.tsx'
import { StepsSection } from './StepsSection.tsx'
import { ViewsSection } from './ViewsSection.tsx'
import { VotersSection } from './VotersSection.tsx'
import '../../styles/quorum.css'

export function QuorumPage() {
  const t = useT()
  const { facts, error, again } = useCluster({ againMs: 15_000 })
  if (!facts)
    return (
      <>
        <PageHead title={t('shell:quorum')} />
        {error ? <ErrorNotice error={error} onAgain={again} /> : <Loading rows={6} />}
      </>
    )
  return (
    <LateTexts load={loadQuorumTexts} rows={6}>
      <Known facts={facts} />
    </LateTexts>
  )
}

const levels = { fine: 'levelFine', critical: 'levelCritical', warn: 'levelWarn', unknown: 'levelUnknown' } as const

function Known({ facts }: { facts: ClusterFacts }) {
  const t = useT()
  const nodes = useNodes()
  const { quorum } = facts
  const isOld = nodes.isStale || facts.connection.state !== 'connected'
  const head = headOf(facts)
  // Old values may be shown, but nothing is called fine by them.
  const level = isOld && head.level === 'fine' ? 'unknown' : head.level
  const title = t(`quorum:head-${head.key}`)
  return (
    <>
      <PageHead
        title={title}
        size="head"
        lead={<Lead facts={facts} />}
        aside={
          <>
            {quorum.votes.length > 0 && <Figure facts={facts} />}
            {isOld && nodes.readAt !== null && <StaleNote readAt={nodes.readAt} />}
          </>
        }
      >
        <Clauses text={title} />
      </PageHead>
      <Level worst={level} label={t(`overview:${levels[level]}`)} />
      <div className={isOld ? 'quorumbody stale' : 'quorumbody'}>
        <Sections facts={facts} />
      </div>
    </>
  )
}

function Lead({ facts }: { facts: ClusterFacts }) {
  const t = useT()
  const { present, expected, needed, unknown } = facts.quorum
  const { key } = headOf(facts)
  if (key === 'unknown')
    return unknown === null ? t('quorum:lead-unknownBare') : t('quorum:lead-unknown', { why: whyUnknown(unknown, t) })
  return t(`quorum:lead-${key}`, { present: present ?? '?', total: expected ?? '?', needed: needed ?? '?' })
}

function Sections({ facts }: { facts: ClusterFacts }) {
  const { quorum } = facts
  const guests = useGuests()
  if (quorum.state === 'single-node') return <MixedVersions />
  if (quorum.state === 'unknown') return <NotKnown facts={facts} />
  const isCut = quorum.state === 'lost' || quorum.state === 'split'
  return (
    <>
      {isCut && <RightNow split={quorum.state === 'split'} isBlind={guests.rows.length === 0} />}
      <StepsSection quorum={quorum} />
      <QuorumNotes facts={facts} />
      <VotersSection quorum={quorum} />
      <ViewsSection quorum={quorum} />
      <QdeviceSection quorum={quorum} isRead={(partOf(facts, 'qdevice')?.readAt ?? null) !== null} />
      <LinksSection />
      <MixedVersions />
    </>
  )
}

function NotKnown({ facts: { quorum } }: { facts: ClusterFacts }) {
  const t = useT()
  const cluster = useClusterId()
  // It may be the reading account's right or the person's own: the page about rights tells which.
  if (quorum.unknown === 'no-right')
    return (
      <Forbidden>
        {t('guest:right', rootRight)}{' '}
        <Link className="link" {...paths.permissions(cluster)}>
          {t('overview:to-permissions')}
        </Link>
      </Forbidden>
    )
  return (
    <>
      <ViewsSection quorum={quorum} />
      <LinksSection />
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
    return t(present === true ? 'quorum:noteHere' : present === false ? 'quorum:noteGone' : 'quorum:noteUnknown')
  }
  return (
    <>
      <VotesFigure quorum={quorum} large={quorum.votes.length <= 5} {...(isWhole ? {} : { note })} />
      {leader?.readAt && (
        <p className="xs faint">
          {t('quorum:asSeenBy', { node: inSentence(leader.node), time: formatClock(leader.readAt, true) })}
        </p>
      )}
    </>
  )
}
