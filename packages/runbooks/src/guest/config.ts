import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct, type PveAct } from '../acts.ts'
import { block, defineRunbook, type Json, ok, type Step, warn } from '../define-runbook.ts'
import type { ConfigNow, GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum, unlocked } from './checks.ts'
import { privilegeFor, settable } from './config-keys.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Key = z.string().refine(settable, 'this option is not changed here')
const Input = z
  .object({
    vmid: Vmid,
    /** New values in PVE's own form. */
    set: z.record(Key, z.string().max(8000)).default({}),
    remove: z.array(Key).max(40).default([]),
  })
  .refine(({ set, remove }) => Object.keys(set).length + remove.length > 0, 'nothing to change')
type Wanted = z.infer<typeof Input>

type Facts = GuestFacts & {
  digest: string
  /** Values of the options that are to be changed, as they stand; null where they are not set. */
  before: Record<string, string | null>
  memoryFree: number | null
}

/**
 * Changes options of a guest with the difference shown first. The digest of what was shown goes with the write, so that
 * PVE refuses it when somebody else was faster. What a running guest cannot take up waits for its next start.
 */
export const guestConfig = defineRunbook<Wanted, Facts>({
  id: 'guest-config',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read(input, look) {
    const facts = await readGuest(input.vmid, look)
    const { guest } = facts
    if (!guest) return { ...facts, digest: '', before: {}, memoryFree: null }
    const config = await look.config(guest)
    const node = (await look.nodes()).find((one) => one.name === guest.node)
    return {
      ...facts,
      digest: config.digest,
      before: valuesOf(config, keysOf(input)),
      memoryFree: node?.memoryFree ?? null,
    }
  },
  title: ({ vmid }, { guest }) => say('config.title', titleParams(vmid, guest)),
  checks: (input, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    ...(facts.guest ? changeChecks(input, facts, facts.guest) : []),
  ],
  steps: (input, facts) => [changeStep(input, facts, present(facts))],
  impact: (_, { guest }) => ({
    downtime: 'none',
    data: 'none',
    says: guest?.status === 'running' ? say('config.may-wait') : null,
  }),
  needs: ({ vmid, ...changes }) =>
    [...new Set(keysOf(changes).map(privilegeFor))].map((privilege) => ({
      path: `/vms/${vmid}`,
      privilege,
    })),
  next: ({ vmid }, { guest }) =>
    guest?.status === 'running'
      ? [
          {
            runbook: 'guest-power',
            input: { vmid, action: 'reboot' },
            title: say('power.title-reboot', titleParams(vmid, guest)),
          },
        ]
      : [],
})

const keysOf = ({ set, remove }: Pick<Wanted, 'set' | 'remove'>): string[] => [...Object.keys(set), ...remove]

/** What will be so at the next start: what waits goes before what is. */
function valuesOf({ values, pending }: ConfigNow, keys: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(keys.map((key) => [key, key in pending ? (pending[key] ?? null) : (values[key] ?? null)]))
}

function changeChecks({ set }: Wanted, { before, memoryFree }: Facts, guest: GuestNow): RunCheck[] {
  const memory = Number(set['memory'] ?? 0) * 1024 * 1024
  const more = memory - guest.memory
  return [
    ...(Object.entries(set).every(([key, value]) => before[key] === value) && Object.keys(set).length > 0
      ? [ok('same', say('config.same'))]
      : []),
    ...(memory > 0 && guest.status === 'running' && memoryFree !== null && more > memoryFree
      ? [warn('memory', say('config.memory-tight', { node: guest.node }))]
      : []),
    ...(set['cpu'] === 'host' ? [warn('cpu', say('config.cpu-host'))] : []),
    ...(guest.kind === 'lxc' && 'agent' in set ? [block('agent', say('power.not-for-containers'))] : []),
  ]
}

function changeStep(input: Wanted, facts: Facts, guest: GuestNow): Step {
  const wanted = wantedOf(input)
  return {
    id: 'change',
    title: say('config.step'),
    act: writeAct(guest, wanted, facts.digest),
    change: Object.entries(wanted).map(([what, to]) => ({ what, from: facts.before[what] ?? null, to })),
    already: async (look) => (await differing(look, guest, wanted)).length === 0,
    capture: async (look): Promise<Json> => valuesOf(await look.config(guest), Object.keys(wanted)),
    async verify(look) {
      const keys = await differing(look, guest, wanted)
      return keys.length === 0 ? null : say('config.not-so', { keys: keys.join(', ') })
    },
    undo: {
      says: say('config.undo'),
      act: (before) => writeAct(guest, textsOf(before), null),
      verify: async (look, before) => {
        const keys = await differing(look, guest, textsOf(before))
        return keys.length === 0 ? null : say('config.not-so', { keys: keys.join(', ') })
      },
    },
  }
}

const wantedOf = ({ set, remove }: Wanted): Record<string, string | null> => ({
  ...set,
  ...Object.fromEntries(remove.map((key) => [key, null])),
})

function textsOf(before: Json): Record<string, string | null> {
  if (typeof before !== 'object' || before === null) return {}
  return Object.fromEntries(
    Object.entries(before).map(([key, value]) => [key, typeof value === 'string' ? value : null]),
  )
}

/** Options that are not as wanted, neither now nor at the next start. */
async function differing(look: Look, guest: GuestNow, wanted: Record<string, string | null>): Promise<string[]> {
  const config = await look.config(guest)
  const now = valuesOf(config, Object.keys(wanted))
  return Object.entries(wanted).flatMap(([key, value]) => (sameValue(now[key] ?? null, value) ? [] : [key]))
}

/** PVE writes options of pairs in an order of its own ("enabled=1" for "1", a trailing line feed of notes). */
const sameValue = (now: string | null, wanted: string | null): boolean =>
  now === wanted ||
  (now !== null && wanted !== null && parts(now) === parts(wanted)) ||
  // Options that are set to their default may be left out of the file.
  (now === null && (wanted === '0' || wanted === ''))
const parts = (value: string): string =>
  value
    .trim()
    .replace(/^enabled=/, '')
    .split(',')
    .toSorted()
    .join(',')

/** Virtual machines are changed by a task, which may also plug something in; containers at once. */
function writeAct(
  { node, kind, vmid }: GuestNow,
  wanted: Record<string, string | null>,
  digest: string | null,
): PveAct {
  const set = Object.entries(wanted).flatMap(([key, value]): [string, string][] =>
    value === null ? [] : [[key, value]],
  )
  const gone = Object.keys(wanted).filter((key) => wanted[key] === null)
  const parameters = {
    ...Object.fromEntries(set),
    ...(gone.length > 0 && { delete: gone.join(',') }),
    ...(digest !== null && { digest }),
  }
  const shell = [
    kind === 'qemu' ? 'qm' : 'pct',
    'set',
    String(vmid),
    ...set.flatMap(([key, value]) => [`--${key}`, value]),
    ...(gone.length > 0 ? ['--delete', gone.join(',')] : []),
  ]
  return pveAct(kind === 'qemu' ? 'POST' : 'PUT', path`/nodes/${node}/${kind}/${vmid}/config`, {
    node,
    parameters,
    shell,
    task: kind === 'qemu' ? { types: ['qmconfig'], id: String(vmid) } : null,
  })
}
