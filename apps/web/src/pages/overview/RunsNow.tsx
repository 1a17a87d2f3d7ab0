import { lazy, Suspense } from 'react'
import { isOver } from '../../runs/run-states.ts'
import { useRuns } from '../../runs/use-runs.ts'

const RunsAtWork = lazy(() => import('../../runs/RunsAtWork.tsx').then((module) => ({ default: module.RunsAtWork })))

/** Runs that are under way, if any: their words and their code come only then. */
export function RunsNow() {
  const runs = useRuns().rows.filter(({ parent, state }) => parent === null && !isOver({ state }))
  if (runs.length === 0) return null
  return (
    <Suspense fallback={null}>
      <RunsAtWork runs={runs} />
    </Suspense>
  )
}
