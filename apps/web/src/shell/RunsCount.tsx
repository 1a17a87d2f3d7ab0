import { useT } from '../messages/LocaleProvider.tsx'
import { needsPerson } from '../runs/run-states.ts'
import { useRuns } from '../runs/use-runs.ts'

/** How many runs wait for a person; nothing when none does. */
export function RunsCount() {
  const t = useT()
  const count = useRuns().rows.filter(needsPerson).length
  if (count === 0) return null
  return (
    <span className="runcount">
      <span aria-hidden="true">{count}</span>
      <span className="vh"> {t('shell:runsNeed', { count })}</span>
    </span>
  )
}
