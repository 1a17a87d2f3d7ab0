import type { Said } from '@steward/contracts'
import * as z from 'zod'
import { say } from './say.ts'

/** A run of many: each part is a run of its own, so many of them at a time on each node. */
export const ManyInput = z.object({
  runs: z
    .array(z.object({ runbook: z.string().max(60), input: z.unknown() }))
    .min(1)
    .max(1000),
  /** How many at a time on one node; the rest waits its turn. */
  perNode: z.number().int().min(1).max(16).default(4),
})
export type ManyInput = z.infer<typeof ManyInput>

export const manyId = 'many'

const actionTitles = {
  start: (count: number) => say('many.title-start', { count }),
  shutdown: (count: number) => say('many.title-shutdown', { count }),
  stop: (count: number) => say('many.title-stop', { count }),
  reboot: (count: number) => say('many.title-reboot', { count }),
} as const

/** Says what all of them have in common, where they have. */
export function manyTitle({ runs }: ManyInput): Said {
  const actions = new Set(runs.map(({ runbook, input }) => (runbook === 'guest-power' ? actionOf(input) : runbook)))
  const [only] = actions
  const title = actions.size === 1 && only !== undefined && isTitled(only) ? actionTitles[only] : null
  return title ? title(runs.length) : say('many.title', { count: runs.length })
}

const isTitled = (action: string): action is keyof typeof actionTitles => action in actionTitles
const actionOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'action' in input ? String(input.action) : ''
