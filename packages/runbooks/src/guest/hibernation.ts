import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { afterCleanUp } from './lock-file.ts'

const Input = z.object({ vmid: Vmid })
type Facts = GuestFacts & { digest: string; volume: string | null }

/** Throws away the memory of a hibernated guest; the only lock that PVE lets others than root take away by API. */
export const guestDiscardHibernation = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-discard-hibernation',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid }, look) {
    const facts = await readGuest(vmid, look)
    if (facts.guest?.lock !== 'suspended') return { ...facts, digest: '', volume: null }
    const { digest, values } = await look.config(facts.guest)
    return { ...facts, digest, volume: values['vmstate'] ?? null }
  },
  title: ({ vmid }, { guest }) => say('hibernation.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: (_, facts) => [discardStep(facts, present(facts))],
  impact: () => ({ downtime: 'none', data: 'lost', says: say('hibernation.costs') }),
  confirm: ({ vmid }, { guest }) => guest?.name ?? String(vmid),
  needs: ({ vmid }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.Config.Disk' },
    { path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' },
  ],
  next: ({ vmid }, { guest }) => [
    {
      runbook: 'guest-power',
      input: { vmid, action: 'start' },
      title: say('power.title-start', titleParams(vmid, guest)),
    },
  ],
})

function checksFor(facts: Facts, guest: GuestNow): RunCheck[] {
  if (guest.lock !== 'suspended' || guest.kind !== 'qemu') return [block('lock', say('hibernation.none'))]
  return [
    quorum(facts),
    facts.volume === null
      ? block('state', say('hibernation.no-state'))
      : ok('state', say('hibernation.state', { volume: facts.volume })),
    warn('resume', say('hibernation.resume')),
  ]
}

function discardStep({ digest, volume }: Facts, { node, vmid, kind }: GuestNow): Step {
  const isHibernated = async (look: Look) => (await look.guest(vmid))?.lock === 'suspended'
  return {
    id: 'discard',
    title: say('hibernation.step'),
    act: pveAct('PUT', path`/nodes/${node}/${kind}/${vmid}/config`, {
      node,
      parameters: { delete: 'vmstate', digest },
      shell: ['qm', 'set', String(vmid), '--delete', 'vmstate'],
    }),
    change: [
      { what: 'vmstate', from: volume, to: null },
      { what: 'lock', from: 'suspended', to: null },
    ],
    // Started meanwhile, it has its memory back, and there is nothing to throw away.
    already: async (look) => !(await isHibernated(look)),
    again: afterCleanUp({ node, vmid }),
    verify: async (look) => ((await isHibernated(look)) ? say('lock.still-there') : null),
    undo: { notPossible: say('hibernation.undo') },
  }
}
