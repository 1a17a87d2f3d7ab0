import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { agentCommands } from './agent-commands.ts'
import { exists, haHealthy, notATemplate, notSelf, quorum, unlocked } from './checks.ts'
import { changeStep, factsOfChange, needsOfChange, noChange, type ChangeFacts } from './config-change.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { powerStep } from './power.ts'

const Input = z.object({ vmid: Vmid })
type Facts = GuestFacts &
  ChangeFacts & {
    agent: 'answers' | 'silent' | null
    /** The running process has the agent's device; it is made at a start with the option on. */
    device: boolean
    ostype: string
    /** It has a cloud-init drive, and no vendor data of its own. */
    vendorData: boolean
  }

export const agentIsOn = (line: string | null | undefined): boolean => /^(1|on|enabled=(1|on))(,|$)/.test(line ?? '')

/**
 * Brings the guest agent to life: the option, a full stop and start that makes the agent's device (a restart inside keeps
 * the old process), the package inside by a person's hand, and a ping as proof. What is so already is skipped.
 */
export const guestAgent = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-agent',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  read: ({ vmid }, look) => readAgent(vmid, look),
  title: ({ vmid }, { guest }) => say('agent.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: (_, facts) => stepsFor(facts, present(facts)),
  impact: (_, { guest, device }) => ({
    downtime: guest?.status === 'running' && !device ? 'restart' : 'none',
    data: 'none',
    says: null,
  }),
  needs: ({ vmid }, facts) => [
    ...(facts.guest ? needsOfChange(facts.guest, facts) : []),
    ...(facts.device ? [] : [{ path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' }]),
    // Before 9 the ping was a matter of VM.Monitor.
    { path: `/vms/${vmid}`, privilege: 'VM.GuestAgent.Audit', or: 'VM.Monitor' },
  ],
})

async function readAgent(vmid: number, look: Look): Promise<Facts> {
  const facts = await readGuest(vmid, look)
  const { guest } = facts
  const nothing = { digest: '', before: {}, wanted: {}, impossible: [] }
  if (guest?.kind !== 'qemu') return { ...facts, ...nothing, agent: null, device: false, ostype: '', vendorData: false }
  const config = await look.config(guest)
  const { values } = config
  const lines = Object.values(values)
  return {
    ...facts,
    ...factsOfChange(guest.kind, config, {
      ...noChange,
      set: { agent: switchedOn(config.pending['agent'] ?? values['agent']) },
    }),
    agent: await look.agent(guest),
    // What waits for the next start has its old value here.
    device: guest.status === 'running' && agentIsOn(values['agent']),
    ostype: values['ostype'] ?? 'other',
    vendorData: lines.some((line) => /:(vm-\d+-)?cloudinit/.test(line)) && values['cicustom'] === undefined,
  }
}

/** Its other options (type, freezing) stay. */
function switchedOn(line: string | null | undefined): string {
  const rest = (line ?? '').split(',').filter((part) => part !== '' && !/^(0|1|on|off|enabled=.*)$/.test(part))
  return ['1', ...rest].join(',')
}

function checksFor(facts: Facts, guest: GuestNow): RunCheck[] {
  if (guest.kind !== 'qemu') return [block('kind', say('power.not-for-containers'))]
  const { agent, device } = facts
  const restarts = guest.status === 'running' && !device
  return [
    ...notATemplate(facts),
    quorum(facts),
    ...unlocked(facts),
    agent === 'answers' ? ok('agent', say('agent.answers')) : ok('agent', say('agent.plan')),
    ...(restarts ? [warn('restart', say('agent.restart')), ...haHealthy(facts), ...notSelf(facts)] : []),
  ]
}

function stepsFor(facts: Facts, guest: GuestNow): Step[] {
  const { device } = facts
  const unlessItAnswers = (step: Step): Step => ({
    ...step,
    already: async (look) => (await answers(look, guest)) || ((await step.already?.(look)) ?? false),
  })
  return [
    { ...changeStep(guest, facts), title: say('agent.step-enable') },
    ...(guest.status === 'running' && !device ? [unlessItAnswers(powerStep('shutdown', guest))] : []),
    ...(device ? [] : [powerStep('start', guest)]),
    insideStep(facts, guest),
  ]
}

async function answers(look: Look, { vmid }: GuestNow): Promise<boolean> {
  const now = await look.guest(vmid)
  return now !== null && (await look.agent(now)) === 'answers'
}

const insideStep = ({ ostype, vendorData }: Facts, guest: GuestNow): Step => ({
  id: 'inside',
  title: say('agent.step-inside'),
  act: {
    kind: 'person',
    says: say(vendorData ? 'agent.inside-or-vendor' : 'agent.inside'),
    commands: agentCommands({ ostype, vendorData, vmid: guest.vmid }),
  },
  already: (look) => answers(look, guest),
  verify: async (look) => ((await answers(look, guest)) ? null : say('agent.silent')),
  undo: 'nothing-to-undo',
})
