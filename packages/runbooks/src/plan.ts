import type { PlannedStep, RunPlan } from '@steward/contracts'
import { toPlanned } from './acts.ts'
import type { Json, Need, Runbook, Step } from './define-runbook.ts'
import type { Look } from './look.ts'

export type Planned = Omit<RunPlan, 'hash' | 'busyWith' | 'missing'> & {
  facts: Json
  needs: readonly Need[]
  /** What makes this plan this plan: two plans with the same text send the same calls. */
  identity: string
}

/** Reads, checks and lists the steps. Sends nothing. */
export async function makePlan(book: Runbook, input: unknown, look: Look): Promise<Planned> {
  const facts = await book.read(input, look)
  const checks = book.checks(input, facts)
  const blocked = checks.some((check) => check.level === 'block')
  const steps = blocked ? [] : book.steps(input, facts)
  const planned = steps.map(toPlannedStep)
  const impact = book.impact(input, facts)
  return {
    runbook: book.id,
    subject: book.subject(input),
    title: book.title(input, facts),
    checks,
    steps: planned,
    impact,
    confirm: book.confirm?.(input, facts) ?? null,
    needsRoot: steps.some((step) => step.act?.kind === 'pve' && step.act.asRoot),
    blocked,
    facts,
    needs: book.needs(input, facts),
    identity: JSON.stringify([book.id, input, planned.map(({ id, act }) => [id, act])]),
  }
}

export const toPlannedStep = (step: Step): PlannedStep => ({
  id: step.id,
  title: step.title,
  act: toPlanned(step.act),
  change: [...(step.change ?? [])],
  undo:
    step.undo === 'nothing-to-undo'
      ? null
      : 'notPossible' in step.undo
        ? { possible: false, says: step.undo.notPossible }
        : { possible: true, says: step.undo.says },
})
