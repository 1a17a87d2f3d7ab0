import { Link, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RunTexts } from '../../messages/RunTexts.tsx'
import { paths } from '../../routes/paths.ts'
import { Checks } from '../../runs/Checks.tsx'
import { Impact, PlanNotes } from '../../runs/PlanNotes.tsx'
import { sayRun } from '../../runs/say-run.ts'
import { StartBar } from '../../runs/StartBar.tsx'
import { type PlanView, usePlan } from '../../runs/use-plan.ts'
import { toWanted, type Wanted } from '../../runs/wanted.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { ExportPart } from './ExportPart.tsx'
import { PerNode } from './PerNode.tsx'
import { PlannedSteps } from './PlannedSteps.tsx'
import { RunCrumbs } from './RunCrumbs.tsx'
import '../../styles/runs.css'

export function PlanPage() {
  return (
    <RunTexts fallback={<Loading rows={4} />}>
      <Asked />
    </RunTexts>
  )
}

function Asked() {
  const t = useT()
  const cluster = useClusterId()
  const { runbook, input, action, guests, perNode } = useSearch({ strict: false })
  const wanted = useMemo(
    () => toWanted({ ...given({ runbook, input, action, guests, perNode }) }),
    [runbook, input, action, guests, perNode],
  )
  if (wanted) return <Planned key={JSON.stringify(wanted)} wanted={wanted} />
  return (
    <>
      <RunCrumbs />
      <PageHead title={t('run:planGone')} />
      <Empty
        title={t('run:planGone')}
        action={
          <Link {...paths.guests(cluster)} className="link">
            {t('shell:guests')}
          </Link>
        }
      >
        {t('run:planGoneWhy')}
      </Empty>
    </>
  )
}

/** Without the names that the address does not have. */
const given = <Values extends Record<string, string | undefined>>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))

function Planned({ wanted }: { wanted: Wanted }) {
  const t = useT()
  const view = usePlan(wanted)
  const { plan, error } = view
  if (plan) return <Shown view={view} plan={plan} wanted={wanted} />
  return (
    <>
      <RunCrumbs />
      <PageHead title={t('run:planTitle')} />
      {error ? <ErrorNotice error={error} onAgain={view.again} /> : <Loading rows={5} what={t('run:planReading')} />}
    </>
  )
}

type Props = { view: PlanView; plan: NonNullable<PlanView['plan']>; wanted: Wanted }

function Shown({ view, plan, wanted }: Props) {
  const t = useT()
  const title = sayRun(t, plan.title)
  return (
    <>
      <RunCrumbs subject={plan.subject} />
      <PageHead
        title={title}
        size="head"
        lead={t(plan.blocked ? 'run:planBlocked' : 'run:planLead')}
        aside={
          <Button look="quiet" icon="restart" busy={view.isReading} onClick={view.again}>
            {t('run:planAgain')}
          </Button>
        }
      >
        <Clauses text={title} />
      </PageHead>
      {view.isOther && <NoteBox tone="warn">{t('run:planChanged')}</NoteBox>}
      <div className="planned">
        <Sec label={t('run:checks')} heavy>
          <Checks
            checks={plan.checks}
            {...(plan.runbook === 'many' ? { able: new Set(plan.steps.map(({ id }) => id)) } : {})}
          />
        </Sec>
        <Sec label={t('run:impact')}>
          <div className="stack">
            <Impact impact={plan.impact} />
            <PlanNotes plan={plan} />
            {plan.impact.data === 'lost' && plan.subject.kind === 'guest' && <BackupFirst vmid={plan.subject.id} />}
            {plan.runbook === 'many' && <PerNode />}
            <StartBar plan={plan} view={view} />
          </div>
        </Sec>
        {plan.steps.length > 0 && (
          <Sec label={t('run:plan')} small={t('run:planSmall')}>
            <PlannedSteps steps={plan.steps} />
          </Sec>
        )}
        {plan.steps.length > 0 && (
          <Sec label={t('run:exportTitle')}>
            <ExportPart wanted={wanted} />
          </Sec>
        )}
      </div>
    </>
  )
}

/** Before something is lost for good: a way to keep it. */
function BackupFirst({ vmid }: { vmid: string }) {
  const t = useT()
  const cluster = useClusterId()
  return (
    <p className="s">
      <Link {...paths.askRun(cluster, { runbook: 'guest-backup', vmid })} className="link">
        {t('run:backupFirst')}
      </Link>
    </p>
  )
}
