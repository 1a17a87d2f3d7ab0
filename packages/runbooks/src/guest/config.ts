import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { defineRunbook, ok, type NextRun, type Runbook, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum, unlocked } from './checks.ts'
import {
  changeShape,
  changeStep,
  factsOfChange,
  impossibleChecks,
  isSame,
  lineWarnings,
  needsOfChange,
  noChange,
  type Change,
  type ChangeFacts,
} from './config-change.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Input = z
  .object({ vmid: Vmid, ...changeShape })
  .refine(
    ({ set, remove, drives, eject }) => Object.keys(set).length + remove.length + drives.length + eject.length > 0,
    'nothing to change',
  )
type Wanted = z.infer<typeof Input>

export type ConfigFacts = GuestFacts & ChangeFacts & { memoryFree: number | null }

/** Changes options of a guest with the difference shown first. */
export const guestConfig = defineRunbook<Wanted, ConfigFacts>({
  ...configBook<Wanted>(),
  id: 'guest-config',
  input: Input,
  read: ({ vmid, ...change }, look) => readChange(vmid, () => change, look),
  title: ({ vmid }, { guest }) => say('config.title', titleParams(vmid, guest)),
})

/** What all runs have in common that are one change of a configuration. */
export function configBook<Input extends { vmid: number }>(): Omit<
  Runbook<Input, ConfigFacts>,
  'id' | 'input' | 'read' | 'title'
> {
  return {
    subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
    checks: (_, facts) => configChecks(facts),
    steps: (_, facts) => [changeStep(present(facts), facts)],
    impact: (_, { guest }) => ({
      downtime: 'none',
      data: 'none',
      says: guest?.status === 'running' ? say('config.may-wait') : null,
    }),
    needs: (_, facts) => (facts.guest ? needsOfChange(facts.guest, facts) : []),
    next: ({ vmid }, { guest }) => restartOf(vmid, guest),
  }
}

/** `make` sees the configuration, so that a change can be computed from it. */
export async function readChange(
  vmid: number,
  make: (config: Readonly<Record<string, string>>, guest: GuestNow) => Change,
  look: Look,
): Promise<ConfigFacts> {
  const facts = await readGuest(vmid, look)
  const { guest } = facts
  if (!guest) return { ...facts, digest: '', before: {}, wanted: {}, impossible: [], memoryFree: null }
  const config = await look.config(guest)
  const node = (await look.nodes()).find((one) => one.name === guest.node)
  const change = make(config.values, guest)
  return {
    ...facts,
    ...factsOfChange(guest.kind, config, { ...noChange, ...change }),
    memoryFree: node?.memoryFree ?? null,
  }
}

export const configChecks = (facts: ConfigFacts): RunCheck[] => [
  exists(facts),
  quorum(facts),
  ...unlocked(facts),
  ...impossibleChecks(facts),
  ...(isSame(facts) ? [ok('same', say('config.same'))] : []),
  ...lineWarnings(facts),
  ...memoryCheck(facts),
]

/** MiB in the configuration of both kinds, bytes in the figures of guests and nodes. */
function memoryCheck({ guest, wanted, memoryFree }: ConfigFacts): RunCheck[] {
  const memory = Number(wanted['memory'] ?? 0) * 1024 * 1024
  if (!guest || !(memory > 0) || guest.status !== 'running' || memoryFree === null) return []
  return memory - guest.memory > memoryFree ? [warn('memory', say('config.memory-tight', { node: guest.node }))] : []
}

/** PVE's own restart makes a new process, which takes up what waits. */
export const restartOf = (vmid: number, guest: GuestNow | null): NextRun[] =>
  guest?.status === 'running'
    ? [
        {
          runbook: 'guest-power',
          input: { vmid, action: 'reboot' },
          title: say('power.title-reboot', titleParams(vmid, guest)),
        },
      ]
    : []
