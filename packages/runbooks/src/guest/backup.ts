import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, type Json, ok, warn } from '../define-runbook.ts'
import type { BackupNow, LiveTask, StorageNow } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum, unlocked } from './checks.ts'
import { endAct } from './end-task.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Input = z.object({
  vmid: Vmid,
  storage: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]*$/),
  mode: z.enum(['snapshot', 'suspend', 'stop']).default('snapshot'),
})
type Facts = GuestFacts & { storage: StorageNow | null; running: LiveTask | null; last: BackupNow | null }

/** A backup now. PVE makes one per node at a time; another waits its turn inside PVE. */
export const guestBackup = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-backup',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid, storage }, look) {
    const facts = await readGuest(vmid, look)
    const { guest } = facts
    if (!guest) return { ...facts, storage: null, running: null, last: null }
    const found = (await look.storages(guest.node)).find((one) => one.storage === storage)
    const running = (await look.activeTasks(guest.node)).find((task) => task.type === 'vzdump')
    return {
      ...facts,
      storage: found ? { ...found, content: [...found.content] } : null,
      running: running ?? null,
      last: await look.lastBackup(vmid),
    }
  },
  title: ({ vmid }, { guest }) => say('backup.title', titleParams(vmid, guest)),
  checks: (input, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    ...storageChecks(input.storage, facts),
    ...modeChecks(input.mode, facts),
  ],
  steps: ({ vmid, storage, mode }, facts) => {
    const { node } = present(facts)
    return [
      {
        id: 'backup',
        title: say('backup.step'),
        act: pveAct('POST', path`/nodes/${node}/vzdump`, {
          node,
          parameters: { vmid, storage, mode, compress: 'zstd' },
          shell: ['vzdump', String(vmid), '--storage', storage, '--mode', mode, '--compress', 'zstd'],
          task: { types: ['vzdump'], id: String(vmid) },
        }),
        capture: async (look): Promise<Json> => (await look.lastBackup(vmid))?.volid ?? null,
        verify: async (look, before) => {
          const last = await look.lastBackup(vmid)
          return last && last.volid !== before ? null : say('backup.not-there', { storage })
        },
        stop: (upid) => endAct(node, upid),
        undo: 'nothing-to-undo',
      },
    ]
  },
  impact: ({ mode }, { guest }) => ({
    downtime: guest?.status !== 'running' || mode === 'snapshot' ? 'none' : mode === 'stop' ? 'restart' : 'maybe',
    data: 'none',
    says: say('backup.costs'),
  }),
  needs: ({ vmid, storage }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.Backup' },
    { path: `/storage/${storage}`, privilege: 'Datastore.AllocateSpace' },
  ],
})

function storageChecks(name: string, { storage, running }: Facts): RunCheck[] {
  if (!storage) return [block('storage', say('backup.no-storage', { storage: name }))]
  if (!storage.content.includes('backup')) return [block('storage', say('backup.no-content', { storage: name }))]
  return [
    storage.active
      ? ok('storage', say('backup.storage', { storage: name }))
      : block('storage', say('backup.inactive', { storage: name })),
    ...(running ? [warn('running', say('backup.waits', { user: running.user }))] : []),
  ]
}

/** pve-manager: PVE/VZDump.pm refuses stop mode for a guest that HA keeps running. */
function modeChecks(mode: string, { guest }: Facts): RunCheck[] {
  return mode === 'stop' && guest?.ha.managed ? [block('mode', say('backup.no-stop-ha'))] : []
}
