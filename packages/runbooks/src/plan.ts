import type { PlannedStep, RunPlan } from '@steward/contracts'
import { byHand, toPlanned, type Act, type WayOf } from './acts.ts'
import { commandText, riskOf } from './channel/commands.ts'
import type { Json, Need, Runbook, Step } from './define-runbook.ts'
import type { Look } from './look.ts'

export type Planned = Omit<RunPlan, 'hash' | 'busyWith' | 'missing'> & {
  facts: Json
  needs: readonly Need[]
  /** What makes this plan this plan: two plans with the same text send the same calls. */
  identity: string
}

/** Reads, checks and lists the steps. Sends nothing. */
export async function makePlan(book: Runbook, input: unknown, look: Look, wayOf: WayOf = byHand): Promise<Planned> {
  const facts = await book.read(input, look)
  const checks = book.checks(input, facts)
  const blocked = checks.some((check) => check.level === 'block')
  const steps = blocked ? [] : book.steps(input, facts)
  const planned = steps.map((step) => toPlannedStep(step, wayOf))
  const impact = book.impact(input, facts)
  return {
    runbook: book.id,
    subject: book.subject(input),
    title: book.title(input, facts),
    checks,
    steps: planned,
    impact,
    confirm: book.confirm?.(input, facts) ?? riskyConfirm(steps),
    needsRoot: steps.some((step) => step.act?.kind === 'pve' && step.act.asRoot),
    blocked,
    facts,
    needs: book.needs(input, facts),
    identity: JSON.stringify([book.id, input, planned.map(({ id, act }) => [id, act])]),
  }
}

const isRisky = (act: Act | null) => act?.kind === 'shell' && riskOf(act.command) === 'risky'

/**
 * A risky shell command wants something typed and its proof made again right before it, whoever runs it. A step without
 * that proof is a defect of its runbook, and is not planned at all.
 */
function riskyConfirm(steps: readonly Step[]): string | null {
  const risky = steps.filter((step) => isRisky(step.act))
  const unproven = risky.find((step) => step.guard === undefined)
  if (unproven) throw new Error(`the step ${unproven.id} runs a risky command without a proof`)
  const [act] = risky.map((step) => step.act)
  return act?.kind === 'shell' ? (commandText(act.command).split('\n')[0] ?? null) : null
}

export const toPlannedStep = (step: Step, wayOf: WayOf = byHand): PlannedStep => ({
  id: step.id,
  title: step.title,
  act: toPlanned(step.act, wayOf),
  change: [...(step.change ?? [])],
  undo:
    step.undo === 'nothing-to-undo'
      ? null
      : 'notPossible' in step.undo
        ? { possible: false, says: step.undo.notPossible }
        : { possible: true, says: step.undo.says },
})
