import { useMemo } from 'react'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RuleTexts } from '../../messages/RuleTexts.tsx'
import { Level } from '../../ui/Level.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { MapSection } from '../../map/MapSection.tsx'
import { FindingsSection } from './FindingsSection.tsx'
import { findTroubles, judge } from './judge.ts'
import { notSaidYet } from './not-said-yet.ts'
import { NodesTable } from './NodesTable.tsx'
import { Opening } from './Opening.tsx'
import type { Picture } from './picture.ts'
import { Readouts } from './Readouts.tsx'
import { RunsNow } from './RunsNow.tsx'
import { StoragesTable } from './StoragesTable.tsx'
import { TaskLists } from './TaskLists.tsx'
import { TroubleList } from './TroubleList.tsx'
import { useOpenRoots } from './use-open-roots.ts'
import { usePicture } from './use-picture.ts'
import { weighFindings } from './weigh-findings.ts'

export function OverviewPage() {
  const t = useT()
  const { picture, isLoading, error, again, readAt, isStale } = usePicture()
  if (error || !picture || isLoading)
    return (
      <>
        <PageHead title={t('overview:title')} />
        {error ? <ErrorNotice error={error} onAgain={again} /> : <Loading rows={6} />}
      </>
    )
  return <Judged picture={picture} readAt={readAt} isStale={isStale} />
}

const levels = { fine: 'levelFine', warn: 'levelWarn', critical: 'levelCritical', unknown: 'levelUnknown' } as const

function Judged({ picture, readAt, isStale }: { picture: Picture; readAt: number | null; isStale: boolean }) {
  const t = useT()
  const troubles = useMemo(() => findTroubles(picture), [picture])
  const roots = useOpenRoots()
  const verdict = useMemo(() => weighFindings(judge(picture, troubles), roots), [picture, troubles, roots])
  const lines = useMemo(() => notSaidYet(roots, troubles), [roots, troubles])
  const isOld = isStale || picture.cluster.connection.state !== 'connected'
  const worst = isStale && verdict.worst === 'fine' ? 'unknown' : verdict.worst
  return (
    <>
      <Opening verdict={verdict} readAt={readAt} isStale={isStale} picture={picture} />
      <Level worst={worst} label={t(`overview:${levels[worst]}`)} />
      <RunsNow />
      {troubles.length > 0 && <TroubleList troubles={troubles} />}
      {lines.length > 0 && (
        <RuleTexts rows={lines.length}>
          <FindingsSection open={lines} />
        </RuleTexts>
      )}
      <div className={isOld ? 'stale' : undefined}>
        <Readouts picture={picture} />
        <MapSection picture={picture} />
        <NodesTable nodes={picture.nodes} guests={picture.guests} />
        <StoragesTable storages={picture.storages} />
        <TaskLists tasks={picture.tasks} guests={picture.guests} cluster={picture.cluster} />
      </div>
    </>
  )
}
