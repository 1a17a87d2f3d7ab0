import { findRunbook, makePlan, type Planned } from '../../packages/runbooks/src/index.ts'
import { createHangGuard } from '../../apps/bff/src/readers/hang-guard.ts'
import { nothingGathered } from '../../apps/bff/src/readers/rounds.ts'
import { createViewer } from '../../apps/bff/src/clusters/cluster.ts'
import { createLook } from '../../apps/bff/src/runs/look.ts'
import { may } from '../../apps/bff/src/services/visibility.ts'
import type { PveApi } from '@steward/pve-client'
import { apiOf, clockAt, everything, sightOf, type Asking } from './stuck.ts'
import type { Look } from './world.ts'

/** A plan as the product would have made it at a recorded moment. */
export type RecordedPlan = Planned & {
  /** "block lock", "ok owner" …, as a test reads best. */
  told: string[]
  /** Whether the plan would be refused for this check. */
  blockedBy: string[]
  /** Rights that the person lacks. */
  missing: string[]
}

type Wanted = Asking & { runbook: string; input: unknown; user?: string }

/** Everything that PVE's own administrator may. */
export const administrator = {
  '/': {
    ...everything['/'],
    'Sys.Modify': 1,
    'Sys.Console': 1,
    'Sys.PowerMgmt': 1,
    'VM.PowerMgmt': 1,
    'VM.Allocate': 1,
    'VM.Snapshot': 1,
    'VM.Config.Disk': 1,
    'VM.Config.Options': 1,
  },
}

/** Plans with the product's own runbooks and looks, its calls answered from recordings. Sends nothing: it could not. */
export async function planFrom(look: Look, wanted: Wanted): Promise<RecordedPlan> {
  const book = findRunbook(wanted.runbook)
  if (!book) throw new Error(`no runbook ${wanted.runbook}`)
  const clock = clockAt(look, wanted)
  const user = wanted.user ?? 'root@pam'
  const rights = wanted.rights ?? administrator
  // A plan only reads, and the recordings answer all reads that it makes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const api = apiOf(look, wanted, clock) as PveApi
  const sight = sightOf(look, wanted)
  const recorded = createLook({
    user,
    clock,
    api: () => api,
    cluster: {
      guard: createHangGuard({ now: () => clock.now(), figuresMovedAt: () => null }),
      viewers: new Map([[user, createViewer(user, rights, [], clock.now())]]),
    },
    sight: () => ({ ...sight, feed: { ...sight.feed, gathered: nothingGathered } }),
  })
  const planned = await makePlan(book, book.input.parse(wanted.input), recorded)
  return {
    ...planned,
    told: planned.checks.map(({ id, level }) => `${level} ${id}`),
    blockedBy: planned.checks.flatMap(({ id, level }) => (level === 'block' ? [id] : [])),
    missing: planned.needs
      .filter(
        ({ path, privilege, or }) => !may(rights, path, privilege) && (or === undefined || !may(rights, path, or)),
      )
      .map(({ path, privilege }) => `${path} ${privilege}`),
  }
}
