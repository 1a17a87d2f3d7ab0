import type { RunCheck, Said } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct, type Act } from '../acts.ts'
import { block, defineRunbook, ok, type NextRun, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say, type RunKey } from '../say.ts'
import { exists, quorum } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Input = z.object({ vmid: Vmid })

/** Locks whose owner may work on another node than the guest's. */
const acrossNodes: Readonly<Record<string, readonly string[]>> = {
  migrate: ['qmigrate', 'vzmigrate', 'migrateall', 'bulk-migrate', 'hamigrate'],
  clone: ['qmclone', 'vzclone'],
}
/** What was being made when it broke off: not whole, so unlocking is the wrong cure. */
export const halfMade = new Set(['create', 'clone', 'import', 'restore'])

export type LockFacts = GuestFacts & {
  digest: string
  /** Nodes that did not say which tasks live there. */
  unasked: readonly string[]
  /** A living task elsewhere that may own the lock. */
  elsewhere: string | null
  /** A snapshot that was begun, or whose removal was begun, and never ended. */
  openSnapshot: string | null
  newestSnapshot: string | null
}

/**
 * Takes a config lock away whose owner is proven gone. The proof is made again, with the configuration's digest, right
 * before the write (docs/pve-behaviour.md, locks). A virtual machine's lock goes by API with a ticket of root@pam; a
 * container's only in a shell of its node.
 */
export const guestClearLock = defineRunbook<z.infer<typeof Input>, LockFacts>({
  id: 'guest-clear-lock',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  read: ({ vmid }, look) => readLock(vmid, look),
  title: ({ vmid }, { guest }) => say('lock.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: (_, facts) => [clearStep(facts, present(facts))],
  impact: () => ({ downtime: 'none', data: 'none', says: null }),
  needs: () => [],
  next: ({ vmid }, facts) => followUps(vmid, facts),
})

export async function readLock(vmid: number, look: Look): Promise<LockFacts> {
  const facts = await readGuest(vmid, look)
  const { guest } = facts
  if (!guest?.lock)
    return { ...facts, digest: '', unasked: [], elsewhere: null, openSnapshot: null, newestSnapshot: null }
  const types = acrossNodes[guest.lock] ?? []
  const others = types.length === 0 ? [] : (await look.nodes()).filter((node) => node.name !== guest.node)
  const away = others.filter((node) => !node.online || !look.may(`/nodes/${node.name}`, 'Sys.Audit'))
  const living = await Promise.all(
    others
      .filter((node) => !away.includes(node))
      .map(async ({ name }) => (await look.activeTasks(name)).find((task) => types.includes(task.type))?.upid ?? null),
  )
  return {
    ...facts,
    digest: (await look.config(guest)).digest,
    unasked: away.map((node) => node.name),
    elsewhere: living.find((upid) => upid !== null) ?? null,
    ...(await snapshotsBehind(guest, look)),
  }
}

/** What a lock of snapshots may have left; read for the offers that follow, so a guest without that right loses only those. */
async function snapshotsBehind(
  guest: GuestNow,
  look: Look,
): Promise<Pick<LockFacts, 'openSnapshot' | 'newestSnapshot'>> {
  if (!/^(snapshot|snapshot-delete|rollback)$/.test(guest.lock ?? ''))
    return { openSnapshot: null, newestSnapshot: null }
  const all = await look.snapshots(guest)
  const whole = all.filter((one) => one.state === null)
  const newest = whole.toSorted((a, b) => (b.takenAt ?? 0) - (a.takenAt ?? 0))[0]
  return { openSnapshot: all.find((one) => one.state !== null)?.name ?? null, newestSnapshot: newest?.name ?? null }
}

function checksFor(facts: LockFacts, guest: GuestNow): RunCheck[] {
  const { lock } = guest
  if (lock === null) return [block('lock', say('lock.none'))]
  const { verdict, params, missing } = facts.stuck ?? { verdict: 'cannot-tell', params: {}, missing: [] }
  if (lock === 'suspended') return [block('lock', say('lock.hibernated'))]
  if (lock === 'mounted') return [ok('lock', say('lock.mounted')), quorum(facts)]
  return [
    ...(verdict === 'held-by-task'
      ? [
          block(
            'owner',
            say('lock.held', { lock, type: String(params['type'] ?? '?'), user: String(params['user'] ?? '?') }),
          ),
        ]
      : verdict === 'left-over-lock' || verdict === 'half-made'
        ? [ok('owner', say('lock.proven', { lock }))]
        : [block('owner', say('lock.not-proven', { lock, missing: missing.join(', ') || verdict }))]),
    ...(facts.elsewhere ? [block('elsewhere', say('lock.elsewhere', { upid: facts.elsewhere }))] : []),
    ...(facts.unasked.length > 0 ? [block('unasked', say('lock.unasked', { nodes: facts.unasked.join(', ') }))] : []),
    quorum(facts),
    ...(halfMade.has(lock) ? [block('half-made', say('lock.half-made', { lock }))] : []),
    ...(warnings[lock] ? [warn('after', say(warnings[lock]))] : []),
  ]
}

/** What should be looked at once the lock is gone. */
const warnings: Readonly<Record<string, RunKey>> = {
  snapshot: 'lock.after-snapshot',
  'snapshot-delete': 'lock.after-snapshot',
  rollback: 'lock.after-rollback',
  migrate: 'lock.after-migrate',
  suspending: 'lock.after-suspending',
}

/** Takes the lock away; what is proven is proven again right before. */
export function clearStep(facts: LockFacts, guest: GuestNow): Step {
  const { vmid, lock } = guest
  return {
    id: 'clear',
    title: say(lock === 'mounted' ? 'lock.step-unmount' : 'lock.step-clear'),
    act: clearAct(facts, guest),
    change: [{ what: 'lock', from: lock, to: null }],
    already: async (look) => !(await look.guest(vmid))?.lock,
    guard: lock === 'mounted' ? (look) => sameLock(look, guest) : (look) => proveAgain(look, facts),
    verify: async (look) => ((await look.guest(vmid))?.lock ? say('lock.still-there') : null),
    undo: { notPossible: say('lock.undo') },
  }
}

function clearAct({ digest }: LockFacts, { kind, node, vmid, lock }: GuestNow): Act {
  if (lock === 'mounted') return { kind: 'shell', node, command: { name: 'container-unmount', vmid } }
  if (kind === 'lxc') return { kind: 'shell', node, command: { name: 'guest-unlock', kind, vmid } }
  return pveAct('PUT', path`/nodes/${node}/qemu/${vmid}/config`, {
    node,
    parameters: { delete: 'lock', skiplock: true, digest },
    shell: ['qm', 'unlock', String(vmid)],
    asRoot: true,
  })
}

/** Everything that was proven is proven once more; only then is it written. */
async function proveAgain(look: Look, planned: LockFacts): Promise<Said | null> {
  const now = await readLock(present(planned).vmid, look)
  if (now.guest?.lock !== planned.guest?.lock || now.guest?.node !== planned.guest?.node) return say('lock.other-now')
  const against = now.guest
    ? checksFor(now, now.guest).find((check) => check.level === 'block' && check.id !== 'half-made')
    : null
  if (against) return against.says
  return now.digest === planned.digest ? null : say('lock.changed')
}

async function sameLock(look: Look, { vmid, lock, node }: GuestNow): Promise<Said | null> {
  const now = await look.guest(vmid)
  return now?.lock === lock && now.node === node ? null : say('lock.other-now')
}

/** Each kind of lock leaves something else to do; a start comes last. */
function followUps(vmid: number, { guest, openSnapshot, newestSnapshot }: LockFacts): NextRun[] {
  if (!guest) return []
  const name = titleParams(vmid, guest)
  const rollback = guest.lock === 'rollback' ? newestSnapshot : null
  const starts = guest.status === 'stopped' && guest.lock !== 'mounted' && guest.lock !== 'rollback'
  return [
    ...(openSnapshot === null
      ? []
      : [
          {
            runbook: 'guest-snapshot-delete',
            input: { vmid, name: openSnapshot, force: true },
            title: say('snapshot.title-delete', { ...name, snapshot: openSnapshot }),
          },
        ]),
    ...(rollback === null
      ? []
      : [
          {
            runbook: 'guest-rollback',
            input: { vmid, name: rollback, start: false },
            title: say('snapshot.title-rollback', { ...name, snapshot: rollback }),
          },
        ]),
    ...(starts
      ? [{ runbook: 'guest-power', input: { vmid, action: 'start' }, title: say('power.title-start', name) }]
      : []),
  ]
}
