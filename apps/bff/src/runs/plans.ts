import { createHash } from 'node:crypto'
import type { RunPlan } from '@steward/contracts'
import {
  byHand,
  findRunbook,
  LookRefused,
  makePlan,
  manyId,
  ManyInput,
  type Json,
  type Runbook,
  type WayOf,
} from '@steward/runbooks'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { commandsFor } from '../services/features.ts'
import type { ChannelService } from '../channel/service.ts'
import type { RunStore } from '../store/runs.ts'
import { createLook } from './look.ts'
import { planMany } from './many.ts'
import { holds, isHidden, mayUseChannel, type Person } from './person.ts'
import { createSharedGuests, type SharedGuests } from './shared-guests.ts'

export type Wanted = { runbook: string; input: unknown }
/** A plan with what is kept of it when it is started. */
export type Made = { plan: RunPlan; input: Json; facts: Json }

/** Makes plans: reads, checks, lists. Sends nothing. */
export type Planner = (person: Person, wanted: Wanted, shared?: SharedGuests) => Promise<Made>

type Deps = { clock: Clock; store: RunStore; channel: Pick<ChannelService, 'provenNodes'> }

export function createPlanner({ clock, store, channel }: Deps): Planner {
  async function waysFor({ user, cluster }: Person): Promise<WayOf> {
    if (!mayUseChannel(user)) return byHand
    const proven = await channel.provenNodes(cluster.record.id)
    return (node) => (proven.has(node) ? 'ssh' : 'hand')
  }

  async function busyWith(cluster: string, subject: RunPlan['subject'], book: Runbook): Promise<number | null> {
    const id = await store.busy(cluster, subject)
    const other = id === null ? null : await store.find(cluster, id)
    return other && book.overtakes?.includes(other.record.runbook) ? null : id
  }

  async function planOne(person: Person, { runbook, input }: Wanted, shared?: SharedGuests): Promise<Made> {
    const { cluster, user, sight, auth } = person
    const book = findRunbook(runbook)
    if (!book) throw new AppError('bad-input', `There is no run called "${runbook}".`)
    const parsed = parse(book.input, input)
    const look = createLook({ cluster, user, clock, shared, sight: () => sight, api: () => cluster.api(auth) })
    const { kind, id } = book.subject(parsed)
    // A guest that somebody may not see is to them like one that is not there.
    const seen = kind === 'guest' && isHidden(person, id) ? { ...look, guest: () => Promise.resolve(null) } : look
    const made = await makePlan(book, parsed, seen, await waysFor(person)).catch(tellRefused)
    const { facts, needs, identity, ...shown } = made
    const missing = needs
      .filter((need) => !holds(person, need))
      .map(({ path, privilege }) => ({
        path,
        privilege,
        command: commandsFor(user, { path, privilege }).join('\n'),
      }))
    const plan: RunPlan = {
      ...shown,
      missing,
      needsRoot: shown.needsRoot && user !== 'root@pam',
      blocked: shown.blocked || missing.length > 0,
      busyWith: await busyWith(cluster.record.id, shown.subject, book),
      hash: createHash('sha256').update(identity).digest('hex').slice(0, 32),
    }
    return { plan, facts, input: parsed }
  }

  return async (person, wanted, shared) => {
    if (wanted.runbook !== manyId) return planOne(person, wanted, shared)
    const input = ManyInput.parse(parse(ManyInput, wanted.input))
    const together = createSharedGuests(() => person.cluster.api(person.auth), clock)
    const parts = []
    for (const part of input.runs) parts.push({ ...part, plan: (await planOne(person, part, together)).plan })
    const { plan, able } = planMany(input, parts)
    const runs = able.map((part) => ({ runbook: part.runbook, input: toJson(part.input) }))
    return { plan, facts: null, input: { runs, perNode: input.perNode } }
  }
}

/** PVE's words about what may not be read; what passes by itself is left to whoever waits for it. */
function tellRefused(error: unknown): never {
  throw error instanceof LookRefused ? new AppError('pve-refused', error.message) : error
}

type Schema = { safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: Issues } }
type Issues = { issues: readonly { path: readonly PropertyKey[]; message: string }[] }

function parse(schema: Schema, input: unknown): Json {
  const parsed = schema.safeParse(input)
  if (parsed.success) return toJson(parsed.data)
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.map(String).join('.') || 'input', issue.message]),
  )
  throw new AppError('bad-input', 'The run was asked for with values that cannot be used.', { fields })
}

/** As it will be read from the database after a restart. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null))
