import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Input = z.object({ vmid: Vmid, wanted: z.enum(['started', 'stopped']) })
type Wanted = z.infer<typeof Input>

/**
 * Takes a guest out of HA's error state. HA does nothing for it any more until it has been disabled; only then is it told
 * what is wanted (docs/pve-behaviour.md, HA).
 */
export const haClearError = defineRunbook<Wanted, GuestFacts>({
  id: 'ha-clear-error',
  input: Input,
  overtakes: ['guest-power'],
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  read: ({ vmid }, look) => readGuest(vmid, look),
  title: ({ vmid }, { guest }) => say('ha-error.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: ({ wanted }, facts) => [disableStep(present(facts)), wantedStep(present(facts), wanted)],
  impact: ({ wanted }, { guest }) => ({
    downtime: guest?.status === 'running' ? (wanted === 'started' ? 'restart' : 'off') : 'none',
    data: 'none',
    says: null,
  }),
  needs: () => [{ path: '/', privilege: 'Sys.Console' }],
})

function checksFor(facts: GuestFacts, { ha, status }: GuestNow): RunCheck[] {
  if (!ha.managed || ha.state !== 'error') return [block('ha', say('ha-error.none'))]
  return [
    quorum(facts),
    ok('ha', say('ha-error.is')),
    warn('cause', say('ha-error.cause')),
    // Disabled means off: HA stops what still runs.
    ...(status === 'running' ? [warn('runs', say('ha-error.runs'))] : []),
  ]
}

const setState = ({ kind, vmid }: GuestNow, state: string) => {
  const sid = `${kind === 'qemu' ? 'vm' : 'ct'}:${vmid}`
  return pveAct('PUT', path`/cluster/ha/resources/${sid}`, {
    parameters: { state },
    shell: ['ha-manager', 'set', sid, '--state', state],
  })
}
const stateOf = async (look: Look, vmid: number) => (await look.guest(vmid))?.ha.state ?? null

const disableStep = (guest: GuestNow): Step => ({
  id: 'disable',
  title: say('ha-error.step-disable'),
  act: setState(guest, 'disabled'),
  change: [{ what: 'state', from: 'error', to: 'disabled' }],
  already: async (look) => (await stateOf(look, guest.vmid)) !== 'error',
  verify: async (look) => ((await stateOf(look, guest.vmid)) === 'error' ? say('ha-error.still') : null),
  waitSec: 60,
  undo: { notPossible: say('ha-error.undo') },
})

function wantedStep(guest: GuestNow, wanted: Wanted['wanted']): Step {
  const { vmid } = guest
  const isSo = ({ ha, status }: GuestNow) =>
    wanted === 'started'
      ? ha.state === 'started' && status === 'running'
      : ha.state === 'stopped' && status === 'stopped'
  return {
    id: 'wanted',
    title: say(wanted === 'started' ? 'ha-error.step-started' : 'ha-error.step-stopped'),
    act: setState(guest, wanted),
    change: [{ what: 'state', from: 'disabled', to: wanted }],
    // A guest that is disabled is off too, but HA would not keep it so at the next start of a node.
    ...(wanted === 'started' && {
      already: async (look: Look) => {
        const now = await look.guest(vmid)
        return now !== null && isSo(now)
      },
    }),
    async verify(look) {
      const now = await look.guest(vmid)
      if (!now) return say('power.gone')
      if (now.ha.state === 'error') return say('ha-error.again')
      return isSo(now) ? null : say('ha-error.not-yet', { state: now.ha.state ?? '–' })
    },
    waitSec: 180,
    undo: { notPossible: say('ha-error.undo') },
  }
}
