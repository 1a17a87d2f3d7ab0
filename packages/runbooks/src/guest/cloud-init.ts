import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum, unlocked } from './checks.ts'
import { restartOf } from './config.ts'
import { isCloudInitDrive } from './drive-line.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { afterCleanUp } from './lock-file.ts'

const Input = z.object({ vmid: Vmid })
type Facts = GuestFacts & { drive: string | null; waiting: readonly string[] }

/** Writes the cloud-init drive anew, as PVE otherwise does at the next start only. The guest reads it when it boots. */
export const guestCloudInit = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-cloudinit',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid }, look) {
    const facts = await readGuest(vmid, look)
    const { guest } = facts
    if (guest?.kind !== 'qemu') return { ...facts, drive: null, waiting: [] }
    const { values } = await look.config(guest)
    const drive = Object.entries(values).find(
      ([key, line]) => /^(ide|sata|scsi)\d+$/.test(key) && isCloudInitDrive(line),
    )
    return { ...facts, drive: drive?.[0] ?? null, waiting: [...(await look.cloudInitWaiting(guest))] }
  },
  title: ({ vmid }, { guest }) => say('cloudinit.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: (_, facts) => [writeStep(present(facts))],
  impact: () => ({ downtime: 'none', data: 'none', says: say('cloudinit.costs') }),
  needs: ({ vmid }) => [{ path: `/vms/${vmid}`, privilege: 'VM.Config.Cloudinit' }],
  next: ({ vmid }, { guest }) => restartOf(vmid, guest),
})

function checksFor(facts: Facts, guest: GuestNow): RunCheck[] {
  if (guest.kind !== 'qemu') return [block('kind', say('power.not-for-containers'))]
  const { drive, waiting } = facts
  if (drive === null) return [block('drive', say('cloudinit.no-drive'))]
  return [
    quorum(facts),
    ...unlocked(facts),
    waiting.length === 0
      ? ok('waiting', say('cloudinit.none-waits', { drive }))
      : ok('waiting', say('cloudinit.waits', { drive, keys: waiting.join(', ') })),
    warn('instance', say('cloudinit.new-instance')),
  ]
}

const writeStep = (guest: GuestNow): Step => ({
  id: 'write',
  title: say('cloudinit.step'),
  act: pveAct('PUT', path`/nodes/${guest.node}/qemu/${guest.vmid}/cloudinit`, {
    node: guest.node,
    shell: ['qm', 'cloudinit', 'update', String(guest.vmid)],
  }),
  again: afterCleanUp(guest),
  async verify(look) {
    const waiting = await look.cloudInitWaiting(guest)
    return waiting.length === 0 ? null : say('cloudinit.still-waits', { keys: waiting.join(', ') })
  },
  undo: { notPossible: say('cloudinit.undo') },
})
