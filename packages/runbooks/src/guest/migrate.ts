import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, MigrationNow, NodeNow } from '../look.ts'
import { say } from '../say.ts'
import { exists, haHealthy, notSelf, quorum, unlocked } from './checks.ts'
import { endAct } from './end-task.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { afterCleanUp } from './lock-file.ts'
import { stillThere } from './power.ts'

const Input = z.object({
  vmid: Vmid,
  target: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/),
  /** Where local disks go; null: storages of the same name. */
  storage: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9._-]*$/)
    .nullable()
    .default(null),
})
type Wanted = z.infer<typeof Input>
type Facts = GuestFacts & {
  target: NodeNow | null
  own: NodeNow | null
  /** PVE's own preconditions; null for containers, which have none to ask. */
  allowed: MigrationNow | null
}

/** Moves a guest to another node; HA's own guests are moved by HA (docs/pve-behaviour.md, HA). */
export const guestMigrate = defineRunbook<Wanted, Facts>({
  id: 'guest-migrate',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid, target }, look) {
    const facts = await readGuest(vmid, look)
    const nodes = await look.nodes()
    const named = (name: string | undefined) => nodes.find((node) => node.name === name) ?? null
    const { guest } = facts
    const asks = guest?.kind === 'qemu' && named(target)?.online && guest.node !== target
    const allowed = asks ? await look.migration(guest, target) : null
    return {
      ...facts,
      target: named(target),
      own: named(guest?.node),
      allowed: allowed && JSON.parse(JSON.stringify(allowed)),
    }
  },
  title: ({ vmid, target }, { guest }) => say('migrate.title', { ...titleParams(vmid, guest), target }),
  checks: (input, facts) => [exists(facts), ...(facts.guest ? checksFor(input, facts, facts.guest) : [])],
  steps: (input, facts) => [migrateStep(input, facts, present(facts))],
  impact: (_, { guest, allowed }) => ({
    downtime: guest?.status !== 'running' ? 'none' : guest.kind === 'lxc' ? 'restart' : 'maybe',
    data: 'none',
    says: allowed && allowed.localDisks.length > 0 ? say('migrate.copies') : null,
  }),
  needs: ({ vmid, storage }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.Migrate' },
    ...(storage === null ? [] : [{ path: `/storage/${storage}`, privilege: 'Datastore.AllocateSpace' }]),
  ],
})

function checksFor(input: Wanted, facts: Facts, guest: GuestNow): RunCheck[] {
  return [
    quorum(facts),
    ...unlocked(facts),
    ...haHealthy(facts),
    ...targetChecks(input, facts, guest),
    ...diskChecks(facts, input),
    ...notSelf(facts),
  ]
}

function targetChecks({ target: name }: Wanted, { target, own, allowed }: Facts, guest: GuestNow): RunCheck[] {
  if (guest.node === name) return [block('target', say('migrate.same', { target: name }))]
  if (!target) return [block('target', say('migrate.no-target', { target: name }))]
  if (!target.online) return [block('target', say('migrate.away', { target: name }))]
  const refused = allowed?.refused[name]
  const room = guest.status === 'running' && target.memoryFree !== null && target.memoryFree < guest.memory
  return [
    refused === undefined
      ? ok('target', say('migrate.target', { target: name }))
      : block('target', say('migrate.refused', { words: refused })),
    ...(target.maintenance ? [warn('maintenance', say('migrate.maintenance', { target: name }))] : []),
    ...(room ? [warn('memory', say('migrate.memory', { target: name }))] : []),
    ...(older(target.version, own?.version) ? [warn('version', say('migrate.older', { target: name }))] : []),
    ...(guest.kind === 'lxc' && guest.status === 'running' ? [warn('restart', say('migrate.lxc-restart'))] : []),
  ]
}

/** A machine that was started by a newer QEMU may not be understood by an older one. */
function older(target: string | null, own: string | null | undefined): boolean {
  if (!target || !own) return false
  const [a, b] = [target, own].map((version) => version.split('.').map(Number))
  const at = (list: number[] | undefined, index: number) => list?.[index] ?? 0
  return at(a, 0) < at(b, 0) || (at(a, 0) === at(b, 0) && at(a, 1) < at(b, 1))
}

function diskChecks({ allowed }: Facts, { storage }: Wanted): RunCheck[] {
  if (!allowed) return []
  const discs = allowed.localDisks.filter((disk) => disk.cdrom)
  const disks = allowed.localDisks.filter((disk) => !disk.cdrom)
  return [
    ...discs.map((disc) => block(`disc-${disc.volid}`, say('migrate.local-iso', { volid: disc.volid }))),
    ...allowed.localResources.map((device) => block(`device-${device}`, say('migrate.local-device', { device }))),
    ...(disks.length > 0
      ? [
          warn(
            'disks',
            say(storage === null ? 'migrate.local-disks' : 'migrate.local-disks-to', {
              count: disks.length,
              storage: storage ?? '',
            }),
          ),
        ]
      : []),
  ]
}

function migrateStep({ target, storage }: Wanted, { allowed }: Facts, guest: GuestNow): Step {
  const { node, kind, vmid } = guest
  const runs = guest.status === 'running'
  const local = (allowed?.localDisks.length ?? 0) > 0
  const parameters = {
    target,
    ...(runs && (kind === 'qemu' ? { online: true } : { restart: true })),
    ...(kind === 'qemu' && local && { 'with-local-disks': true }),
    ...(storage !== null && { [kind === 'qemu' ? 'targetstorage' : 'target-storage']: storage }),
  }
  const options = Object.entries(parameters).flatMap(([key, value]) =>
    key === 'target' ? [] : [`--${key}`, value === true ? '1' : String(value)],
  )
  return {
    id: 'migrate',
    title: say('migrate.step', { target }),
    act: pveAct('POST', path`/nodes/${node}/${kind}/${vmid}/migrate`, {
      node,
      parameters,
      shell: [kind === 'qemu' ? 'qm' : 'pct', 'migrate', String(vmid), target, ...options],
      task: { types: ['qmigrate', 'vzmigrate', 'hamigrate'], id: String(vmid) },
    }),
    change: [{ what: 'node', from: node, to: target }],
    already: async (look) => (await look.guest(vmid))?.node === target,
    guard: (look) => stillThere(look, guest),
    again: afterCleanUp(guest),
    async verify(look) {
      const now = await look.guest(vmid)
      if (!now) return say('migrate.nowhere')
      if (now.node !== target) return say('migrate.not-moved', { node: now.node })
      if (now.lock !== null) return say('migrate.locked', { lock: now.lock })
      return runs && now.status !== 'running' ? say('migrate.not-running', { target }) : null
    },
    waitSec: guest.ha.managed ? 600 : 60,
    stop: (upid) => endAct(node, upid),
    undo: { notPossible: say('migrate.undo', { node }) },
  }
}
