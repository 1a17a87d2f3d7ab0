import type { ClusterFacts } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useCluster } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Level } from '../../ui/Level.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { VotesFigure } from '../overview/VotesFigure.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { HaSection } from './HaSection.tsx'
import { OptionsSection } from './OptionsSection.tsx'
import { VersionsSection } from './VersionsSection.tsx'

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
  const cluster = useClusterId()
  const { quorum } = facts
  const weakened = quorum.expectedLowered || (quorum.qdevice !== null && quorum.qdevice.state !== 'Connected')
  const level = quorum.state === 'quorate' && weakened ? 'warn' : worst[quorum.state]
  const params = { present: quorum.present ?? '?', total: quorum.expected ?? '?', needed: quorum.needed ?? '?' }
  const title = t(`cluster:head-${quorum.state}`)
  return (
    <>
      <PageHead
        title={title}
        size="head"
        lead={t(`cluster:lead-${quorum.state}`, params)}
        aside={quorum.votes.length > 0 && <VotesFigure quorum={quorum} large={quorum.votes.length <= 5} />}
      >
        <Clauses text={title} />
      </PageHead>
      <Level worst={level} label={t(`overview:${levels[level]}`)} />
      <Sec label={t('shell:quorum')}>
        <Link className="btn" {...paths.quorum(cluster)}>
          {t('cluster:toQuorum')}
        </Link>
      </Sec>
      <VersionsSection />
      <HaSection />
      <BackupsSection />
      <OptionsSection name={facts.name} />
    </>
  )
}
