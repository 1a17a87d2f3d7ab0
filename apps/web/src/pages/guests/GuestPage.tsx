import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RuleTexts } from '../../messages/RuleTexts.tsx'
import { RunTexts } from '../../messages/RunTexts.tsx'
import { ActionBar } from '../../runs/ActionBar.tsx'
import { RunsAtWork } from '../../runs/RunsAtWork.tsx'
import { useRuns } from '../../runs/use-runs.ts'
import { Empty, Unknown } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { ConfigSection } from './guest/ConfigSection.tsx'
import { DisksSection } from './guest/DisksSection.tsx'
import { GuestHead } from './guest/GuestHead.tsx'
import { HistorySection } from './guest/HistorySection.tsx'
import { NetworksSection } from './guest/NetworksSection.tsx'
import { NotesSection } from './guest/NotesSection.tsx'
import { NowSection } from './guest/NowSection.tsx'
import { PendingSection } from './guest/PendingSection.tsx'
import { SnapshotsSection } from './guest/SnapshotsSection.tsx'
import { TasksSection } from './guest/TasksSection.tsx'
import { useGuest } from './guest/use-guest.ts'
import { StuckSection } from './stuck/StuckSection.tsx'

/** A run that is at work on this guest. */
function GuestRuns({ vmid }: { vmid: string }) {
  const runs = useRuns().rows.filter(({ subject }) => subject.kind === 'guest' && subject.id === vmid)
  return <RunsAtWork runs={runs} />
}

export function GuestPage() {
  const t = useT()
  const { vmid, facts, guest } = useGuest()
  if (!guest)
    return (
      <>
        <PageHead title={facts.isLoading ? t('guest:title') : t('guest:missing', { id: vmid })} />
        <FactsFrame facts={facts}>
          <Empty title={t('guest:missing', { id: vmid })}>{t('guest:missingWhy')}</Empty>
        </FactsFrame>
      </>
    )
  // Everything below is asked from the guest's own node; a node that is gone would only be waited for.
  const isAway = guest.unknown === 'node-offline'
  return (
    <>
      <GuestHead guest={guest} />
      <RunTexts>
        {guest.template ? null : <ActionBar guest={guest} />}
        <GuestRuns vmid={guest.id} />
      </RunTexts>
      <NowSection guest={guest} isAway={isAway} />
      {guest.template ? null : (
        <RuleTexts rows={2}>
          <StuckSection guest={guest} />
        </RuleTexts>
      )}
      {isAway ? (
        <Sec label={t('guest:config')}>
          <Unknown why={t('guest:away')} />
        </Sec>
      ) : (
        <>
          <PendingSection guest={guest} />
          <HistorySection guest={guest} />
          <ConfigSection guest={guest} />
          <DisksSection guest={guest} />
          <NetworksSection guest={guest} />
          <SnapshotsSection guest={guest} />
          <TasksSection guest={guest} />
          <NotesSection guest={guest} />
        </>
      )}
    </>
  )
}
