import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { BackupNow, GuestNow, LiveTask } from '../look.ts'
import { say } from '../say.ts'
import { backupCheck } from './backup-check.ts'
import { exists, notSelf, unlocked } from './checks.ts'
import { clearStep, halfMade, readLock, type LockFacts } from './clear-lock.ts'
import { present, titleParams, Vmid } from './facts.ts'

const Input = z.object({ vmid: Vmid })
type Facts = LockFacts & { backup: BackupNow | null; protectedNow: boolean; tasks: readonly LiveTask[] }

/**
 * Removes a guest with its disks. Without quorum PVE destroys the disks and fails at the configuration
 * (docs/pve-behaviour.md, quorum), so the quorum must be known to be there, not only hoped for. A guest whose making
 * broke off is unlocked first, when that lock is proven left over.
 */
export const guestDelete = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-delete',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid }, look) {
    const facts = await readLock(vmid, look)
    const { guest } = facts
    if (!guest) return { ...facts, backup: null, protectedNow: false, tasks: [] }
    const { values } = await look.config(guest)
    const tasks = (await look.activeTasks(guest.node)).filter((task) => task.id === String(vmid))
    return {
      ...facts,
      backup: await look.lastBackup(vmid),
      protectedNow: values['protection'] === '1',
      tasks: [...tasks],
    }
  },
  title: ({ vmid }, { guest }) => say('delete.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: (_, facts) => {
    const guest = present(facts)
    return [...(guest.lock ? [clearStep(facts, guest)] : []), destroyStep(guest)]
  },
  impact: () => ({ downtime: 'off', data: 'lost', says: say('delete.costs') }),
  confirm: ({ vmid }, { guest }) => guest?.name ?? String(vmid),
  needs: ({ vmid }) => [{ path: `/vms/${vmid}`, privilege: 'VM.Allocate' }],
})

function checksFor(facts: Facts, guest: GuestNow): RunCheck[] {
  const { quorate, protectedNow, backup, tasks } = facts
  return [
    quorate === true ? ok('quorum', say('check.quorum-ok')) : block('quorum', say('delete.no-quorum')),
    guest.status === 'stopped' ? ok('off', say('delete.off')) : block('off', say('delete.runs')),
    ...(protectedNow ? [block('protection', say('delete.protected'))] : []),
    ...tasks.map((task) => block('task', say('delete.task', { type: task.type, user: task.user }))),
    ...lockChecks(facts, guest),
    ...(guest.ha.managed ? [warn('ha', say('delete.ha'))] : []),
    ...(guest.template ? [warn('template', say('delete.template'))] : []),
    backupCheck(backup),
    ...notSelf(facts).map((check): RunCheck => ({ ...check, level: 'block' })),
  ]
}

/** Nobody works under the lock; the second is said of a guest whose making broke off. */
const ownerless = new Set(['left-over-lock', 'half-made'])

function lockChecks(facts: Facts, guest: GuestNow): RunCheck[] {
  if (guest.lock === null) return []
  const leftOver = halfMade.has(guest.lock) && ownerless.has(facts.stuck?.verdict ?? '') && facts.elsewhere === null
  return leftOver && facts.unasked.length === 0
    ? [warn('lock', say('delete.half-made', { lock: guest.lock }))]
    : unlocked(facts)
}

function destroyStep(guest: GuestNow): Step {
  const { node, kind, vmid } = guest
  return {
    id: 'destroy',
    title: say('delete.step'),
    act: pveAct('DELETE', path`/nodes/${node}/${kind}/${vmid}`, {
      node,
      parameters: { purge: true },
      shell: [kind === 'qemu' ? 'qm' : 'pct', 'destroy', String(vmid), '--purge', '1'],
      task: { types: ['qmdestroy', 'vzdestroy'], id: String(vmid) },
    }),
    already: async (look) => (await look.guest(vmid)) === null,
    async guard(look) {
      const now = await look.guest(vmid)
      // The number may have been given to another guest while the run waited: the name that was typed is what counts.
      if (now && (now.status !== 'stopped' || now.node !== node || now.name !== guest.name))
        return say('delete.changed')
      return (await look.quorate()) === true ? null : say('delete.no-quorum')
    },
    verify: async (look) => ((await look.guest(vmid)) === null ? null : say('delete.still-there')),
    undo: { notPossible: say('delete.undo') },
  }
}
