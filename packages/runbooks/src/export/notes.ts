import type { PlannedStep, Said } from '@steward/contracts'
import { say } from '../say.ts'
import { isMasked, isPve } from './forms.ts'

/** What every form has to say about a plan. */
export function commonNotes(steps: readonly PlannedStep[]): Said[] {
  const acts = steps.map((step) => step.act)
  return [
    ...(steps.some((step) => step.act.kind === 'look') ? [say('export.proofs-left-out')] : []),
    ...(acts.some((act) => act.kind === 'person') ? [say('export.person')] : []),
    ...(acts.some((act) => isPve(act) && Object.values(act.parameters).some(isMasked)) ? [say('export.secrets')] : []),
  ]
}

export const nodeOf = (path: string): string | null => {
  const node = /^\/nodes\/([^/]+)/.exec(path)?.[1]
  return node === undefined ? null : decodeURIComponent(node)
}
