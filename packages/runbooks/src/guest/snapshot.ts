import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { BackupNow, GuestNow, Look, SnapshotNow } from '../look.ts'
import { say } from '../say.ts'
import { exists, notSelf, quorum, unlocked } from './checks.ts'
import { backupCheck } from './backup-check.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { afterCleanUp } from './lock-file.ts'

/** PVE's own form of a snapshot's name (pve-guest-common: src/PVE/AbstractConfig.pm). */
const Name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{1,39}$/)
  .refine((name) => name !== 'current' && name !== 'pending')

type Facts = GuestFacts & { snapshots: readonly SnapshotNow[]; backup: BackupNow | null }

async function readSnapshots(vmid: number, look: Look): Promise<Facts> {
  const facts = await readGuest(vmid, look)
  const snapshots = facts.guest ? await look.snapshots(facts.guest) : []
  return { ...facts, snapshots: snapshots.map((one) => ({ ...one })), backup: null }
}

const subject = ({ vmid }: { vmid: number }) => ({ kind: 'guest' as const, id: String(vmid) })
/** Whole: neither being made nor being removed, nor left behind by that. */
const isWhole = async (look: Look, guest: GuestNow, name: string): Promise<boolean> =>
  (await look.snapshots(guest)).some((one) => one.name === name && one.state === null)
const isThere = async (look: Look, guest: GuestNow, name: string): Promise<boolean> =>
  (await look.snapshots(guest)).some((one) => one.name === name)
const base = ({ node, kind, vmid }: GuestNow) => path`/nodes/${node}/${kind}/${vmid}/snapshot`
const tool = ({ kind }: GuestNow) => (kind === 'qemu' ? 'qm' : 'pct')
const tasks = (guest: GuestNow, qemu: string, lxc: string) => ({ types: [qemu, lxc], id: String(guest.vmid) })

const Take = z.object({
  vmid: Vmid,
  name: Name,
  description: z.string().max(2000).default(''),
  memory: z.boolean().default(false),
})

export const guestSnapshot = defineRunbook<z.infer<typeof Take>, Facts>({
  id: 'guest-snapshot',
  input: Take,
  subject,
  read: ({ vmid }, look) => readSnapshots(vmid, look),
  title: ({ vmid, name }, { guest }) => say('snapshot.title-take', { ...titleParams(vmid, guest), snapshot: name }),
  checks: ({ name, memory }, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    ...noTemplate(facts),
    ...(facts.snapshots.some((one) => one.name === name)
      ? [block('name', say('snapshot.name-taken', { snapshot: name }))]
      : []),
    ...(memory ? memoryChecks(facts) : []),
  ],
  steps: ({ name, description, memory }, facts) => [takeStep(present(facts), { name, description, memory })],
  impact: ({ memory }) => ({
    downtime: memory ? 'maybe' : 'none',
    data: 'none',
    says: memory ? say('snapshot.memory-costs') : null,
  }),
  needs: ({ vmid }) => [{ path: `/vms/${vmid}`, privilege: 'VM.Snapshot' }],
})

function memoryChecks({ guest }: Facts): RunCheck[] {
  if (guest?.kind === 'lxc') return [block('memory', say('snapshot.no-memory-lxc'))]
  return guest?.status === 'running' ? [] : [warn('memory', say('snapshot.memory-off'))]
}

function takeStep(
  guest: GuestNow,
  { name, description, memory }: { name: string; description: string; memory: boolean },
): Step {
  const withMemory = memory && guest.status === 'running' && guest.kind === 'qemu'
  return {
    id: 'take',
    title: say('snapshot.step-take'),
    act: pveAct('POST', base(guest), {
      node: guest.node,
      parameters: {
        snapname: name,
        ...(description !== '' && { description }),
        ...(withMemory && { vmstate: true }),
      },
      shell: [tool(guest), 'snapshot', String(guest.vmid), name, ...(withMemory ? ['--vmstate', '1'] : [])],
      task: tasks(guest, 'qmsnapshot', 'vzsnapshot'),
    }),
    already: (look) => isWhole(look, guest, name),
    again: afterCleanUp(guest),
    verify: async (look) => ((await isWhole(look, guest, name)) ? null : say('snapshot.not-there')),
    undo: {
      says: say('snapshot.undo-take'),
      act: () => deleteAct(guest, name, false),
      verify: async (look) => ((await isThere(look, guest, name)) ? say('snapshot.still-there') : null),
    },
  }
}

const deleteAct = (guest: GuestNow, name: string, force: boolean) =>
  pveAct('DELETE', `${base(guest)}${path`/${name}`}`, {
    node: guest.node,
    parameters: force ? { force: true } : {},
    shell: [tool(guest), 'delsnapshot', String(guest.vmid), name, ...(force ? ['--force', '1'] : [])],
    task: tasks(guest, 'qmdelsnapshot', 'vzdelsnapshot'),
  })

const Delete = z.object({ vmid: Vmid, name: Name, force: z.boolean().default(false) })

export const guestSnapshotDelete = defineRunbook<z.infer<typeof Delete>, Facts>({
  id: 'guest-snapshot-delete',
  input: Delete,
  subject,
  read: ({ vmid }, look) => readSnapshots(vmid, look),
  title: ({ vmid, name }, { guest }) => say('snapshot.title-delete', { ...titleParams(vmid, guest), snapshot: name }),
  checks: ({ name, force }, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    named(facts, name),
    ...(force ? [warn('force', say('snapshot.force'))] : []),
  ],
  steps: ({ name, force }, facts) => {
    const guest = present(facts)
    return [
      {
        id: 'delete',
        title: say('snapshot.step-delete'),
        act: deleteAct(guest, name, force),
        already: async (look) => !(await isThere(look, guest, name)),
        again: afterCleanUp(guest),
        verify: async (look) => ((await isThere(look, guest, name)) ? say('snapshot.still-there') : null),
        undo: { notPossible: say('snapshot.undo-delete') },
      },
    ]
  },
  impact: () => ({ downtime: 'none', data: 'none', says: say('snapshot.delete-costs') }),
  needs: ({ vmid }) => [{ path: `/vms/${vmid}`, privilege: 'VM.Snapshot' }],
})

const named = ({ snapshots }: Facts, name: string): RunCheck =>
  snapshots.some((one) => one.name === name)
    ? ok('snapshot', say('snapshot.there', { snapshot: name }))
    : block('snapshot', say('snapshot.missing', { snapshot: name }))

const Rollback = z.object({ vmid: Vmid, name: Name, start: z.boolean().default(false) })

/** Everything that was written since is lost, so the last backup is shown and the name is typed. */
export const guestRollback = defineRunbook<z.infer<typeof Rollback>, Facts>({
  id: 'guest-rollback',
  input: Rollback,
  subject,
  async read({ vmid }, look) {
    return { ...(await readSnapshots(vmid, look)), backup: await look.lastBackup(vmid) }
  },
  title: ({ vmid, name }, { guest }) => say('snapshot.title-rollback', { ...titleParams(vmid, guest), snapshot: name }),
  checks: ({ name }, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    ...noTemplate(facts),
    named(facts, name),
    ...newest(facts, name),
    backupCheck(facts.backup),
    ...notSelf(facts),
  ],
  steps: ({ name, start }, facts) => [rollbackStep(present(facts), name, start)],
  impact: ({ name, start }, { guest, snapshots }) => ({
    downtime: guest?.status !== 'running' ? 'none' : start || holdsMemory(snapshots, name) ? 'restart' : 'off',
    data: 'lost',
    says: say('snapshot.rollback-costs'),
  }),
  confirm: ({ vmid }, { guest }) => guest?.name ?? String(vmid),
  needs: ({ vmid }) => [{ path: `/vms/${vmid}`, privilege: 'VM.Snapshot.Rollback', or: 'VM.Snapshot' }],
})

/** With its memory it goes on where it was; without, it is off afterwards. */
const holdsMemory = (snapshots: readonly SnapshotNow[], name: string): boolean =>
  snapshots.some((one) => one.name === name && one.memory)

const noTemplate = ({ guest }: Facts): RunCheck[] =>
  guest?.template ? [block('template', say('snapshot.template'))] : []

/** ZFS and LVM only go back to the newest one; other storages to any. PVE says which when it is asked. */
function newest({ snapshots }: Facts, name: string): RunCheck[] {
  const last = snapshots.toSorted((a, b) => (b.takenAt ?? 0) - (a.takenAt ?? 0))[0]
  return last && last.name !== name ? [warn('newest', say('snapshot.not-newest', { snapshot: last.name }))] : []
}

function rollbackStep(guest: GuestNow, name: string, start: boolean): Step {
  return {
    id: 'rollback',
    title: say('snapshot.step-rollback'),
    act: pveAct('POST', `${base(guest)}${path`/${name}`}/rollback`, {
      node: guest.node,
      parameters: start ? { start: true } : {},
      shell: [tool(guest), 'rollback', String(guest.vmid), name, ...(start ? ['--start', '1'] : [])],
      task: tasks(guest, 'qmrollback', 'vzrollback'),
    }),
    once: say('snapshot.once-rollback'),
    again: afterCleanUp(guest),
    async verify(look) {
      const now = await look.guest(guest.vmid)
      if (!now || now.lock === 'rollback') return say('snapshot.rollback-unfinished')
      return (await look.config(now)).values['parent'] === name ? null : say('snapshot.rollback-unfinished')
    },
    undo: { notPossible: say('snapshot.undo-rollback') },
  }
}
