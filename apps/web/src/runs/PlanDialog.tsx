import type { RunPlan } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { ErrorNotice } from '../facts/FactsFrame.tsx'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Loading } from '../ui/Loading.tsx'
import { NoteBox } from '../ui/NoteBox.tsx'
import { Checks } from './Checks.tsx'
import { Impact, PlanNotes } from './PlanNotes.tsx'
import { sayRun } from './say-run.ts'
import { StartBar } from './StartBar.tsx'
import { StepCall } from './StepCall.tsx'
import { usePlan } from './use-plan.ts'
import { toSearch, type Wanted } from './wanted.ts'
import '../styles/runs.css'

/** The same facts as the plan's page, for what is one step and loses nothing. */
export function PlanDialog({ wanted, title, onClose }: { wanted: Wanted; title: string; onClose: () => void }) {
  const t = useT()
  const view = usePlan(wanted)
  const { plan, error } = view
  return (
    <Dialog open onClose={onClose} title={plan ? sayRun(t, plan.title) : title}>
      {error ? (
        <ErrorNotice error={error} onAgain={view.again} />
      ) : plan ? (
        <>
          {view.isOther && <NoteBox tone="warn">{t('run:planChanged')}</NoteBox>}
          <Facts plan={plan} wanted={wanted} />
          <StartBar plan={plan} view={view}>
            <Button look="quiet" onClick={onClose}>
              {t('cancel')}
            </Button>
          </StartBar>
        </>
      ) : (
        <Loading rows={3} what={t('run:planReading')} />
      )}
    </Dialog>
  )
}

function Facts({ plan, wanted }: { plan: RunPlan; wanted: Wanted }) {
  const t = useT()
  const cluster = useClusterId()
  return (
    <div className="stack">
      <Checks checks={plan.checks} />
      <Impact impact={plan.impact} />
      <PlanNotes plan={plan} />
      {plan.steps.map((step) => (
        <div key={step.id} className="s">
          <StepCall act={step.act} />
        </div>
      ))}
      <Link {...paths.planRun(cluster, toSearch(wanted))} className="link s">
        {t('run:details')}
      </Link>
    </div>
  )
}
