import type { GuestKind, RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct, type PveAct } from '../acts.ts'
import { block, type Json, type Need, type Step, warn } from '../define-runbook.ts'
import type { ConfigNow, GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { isDrive, rightFor, settable } from './config-keys.ts'
import { isCdrom, isCloudInitDrive, isDriveOption, optionOf, withOption } from './drive-line.ts'
import { afterCleanUp } from './lock-file.ts'

const Key = z.string().refine(settable, 'this option is not changed here')
const Drive = z.string().refine(isDrive, 'this is no disk that is changed here')

/** What is to be changed in a configuration, in PVE's own forms. */
export const changeShape = {
  /** New values. */
  set: z.record(Key, z.string().max(8000)).default({}),
  remove: z.array(Key).max(40).default([]),
  /** One option of one disk each; the rest of the disk's line is kept as it is. */
  drives: z
    .array(
      z
        .object({ drive: Drive, option: z.string(), value: z.string().nullable() })
        .refine(({ option, value }) => isDriveOption(option, value), 'this option of a disk is not changed here'),
    )
    .max(40)
    .default([]),
  /** CD drives that are emptied. */
  eject: z.array(Drive).max(8).default([]),
}
export type Change = {
  set: Record<string, string>
  remove: readonly string[]
  drives: readonly { drive: string; option: string; value: string | null }[]
  eject: readonly string[]
}
export const noChange: Change = { set: {}, remove: [], drives: [], eject: [] }

/** The lines that are written, against what stands there: key → new value, null for a removal. */
export type Lines = Record<string, string | null>
/** Plain JSON: it is saved with the run. */
export type ChangeFacts = {
  digest: string
  /** The lines as they stand, with what waits for the next start before what is. */
  before: Lines
  wanted: Lines
  /** Asked for and not there, or not of that kind. */
  impossible: readonly string[]
}

export function factsOfChange(kind: GuestKind, config: ConfigNow, change: Change): ChangeFacts {
  const keys = keysOf(change)
  const before = linesOf(config, keys)
  const impossible = keys.filter((key) => rightFor(kind, key) === null)
  const wanted: Lines = { ...change.set, ...Object.fromEntries(change.remove.map((key) => [key, null])) }
  for (const { drive, option, value } of change.drives) {
    const line = wanted[drive] ?? before[drive] ?? null
    if (line === null || isCdrom(line)) impossible.push(drive)
    else wanted[drive] = withOption(line, option, value)
  }
  for (const drive of change.eject) {
    const line = before[drive] ?? ''
    if (isCdrom(line) && !isCloudInitDrive(line)) wanted[drive] = 'none,media=cdrom'
    else impossible.push(drive)
  }
  return { digest: config.digest, before, wanted, impossible: [...new Set(impossible)] }
}

const keysOf = ({ set, remove, drives, eject }: Change): string[] => [
  ...new Set([...Object.keys(set), ...remove, ...drives.map(({ drive }) => drive), ...eject]),
]

export const linesOf = ({ values, pending }: ConfigNow, keys: readonly string[]): Lines =>
  Object.fromEntries(keys.map((key) => [key, key in pending ? (pending[key] ?? null) : (values[key] ?? null)]))

export const impossibleChecks = ({ impossible }: ChangeFacts): RunCheck[] =>
  impossible.length === 0 ? [] : [block('keys', say('config.not-of-it', { keys: impossible.join(', ') }))]

/** True when nothing would be otherwise afterwards. */
export const isSame = ({ before, wanted }: ChangeFacts): boolean =>
  Object.entries(wanted).every(([key, line]) => sameLine(before[key] ?? null, line))

/** What a change of these lines may cost, beyond the change itself. */
export const lineWarnings = ({ wanted }: ChangeFacts): RunCheck[] => [
  ...(/^host(,|$)/.test(wanted['cpu'] ?? '') ? [warn('cpu', say('config.cpu-host'))] : []),
  ...(wanted['protection'] === '0' || wanted['protection'] === null
    ? [warn('protection', say('config.unprotected'))]
    : []),
]

/** A drive that is emptied is a CD drive, for which PVE asks another right. */
export function needsOfChange({ kind, vmid }: Pick<GuestNow, 'kind' | 'vmid'>, { wanted }: ChangeFacts): Need[] {
  const needs = Object.entries(wanted).flatMap(([key, line]): Need[] => {
    const right = isCdrom(line ?? '') ? { privilege: 'VM.Config.CDROM' } : rightFor(kind, key)
    return right === null ? [] : [{ path: `/vms/${vmid}`, ...right }]
  })
  return [...new Map(needs.map((need) => [need.privilege, need])).values()]
}

/**
 * Writes the lines, with the digest of what was shown, so that PVE refuses when somebody else was faster. What a running
 * guest cannot take up waits for its next start and counts as written.
 */
export function changeStep(guest: GuestNow, facts: ChangeFacts): Step {
  const { before: planned, wanted, digest } = facts
  const keys = Object.keys(wanted)
  const check = async (look: Look, lines: Lines) => {
    const other = await differing(look, guest, lines)
    return other.length === 0 ? null : say('config.not-so', { keys: other.join(', ') })
  }
  return {
    id: 'change',
    title: say('config.step'),
    act: writeAct(guest, wanted, digest),
    change: keys.flatMap((key) => shownChange(key, planned[key] ?? null, wanted[key] ?? null)),
    already: async (look) => (await check(look, wanted)) === null,
    guard: async (look) => ((await look.config(guest)).digest === digest ? null : say('config.changed')),
    capture: async (look): Promise<Json> => linesOf(await look.config(guest), keys),
    again: afterCleanUp(guest),
    verify: (look) => check(look, wanted),
    async remark(look) {
      const { pending } = await look.config(guest)
      const waiting = Object.keys(wanted).filter((key) => key in pending)
      return waiting.length > 0 && guest.status === 'running' ? say('config.waits', { keys: waiting.join(', ') }) : null
    },
    undo: {
      says: say('config.undo'),
      act: (before) => writeAct(guest, textsOf(before), null),
      verify: (look, before) => check(look, textsOf(before)),
    },
  }
}

/** Of a disk's line only the options that become others are shown. */
function shownChange(key: string, from: string | null, to: string | null) {
  if (!isDrive(key) || from === null || to === null || isCdrom(to)) return [{ what: key, from, to }]
  const names = [...from.split(','), ...to.split(',')].flatMap((part) => /^([a-z_]+)=/.exec(part)?.[1] ?? [])
  return [...new Set(names)].flatMap((name) => {
    const [was, is] = [optionOf(from, name), optionOf(to, name)]
    return was === is ? [] : [{ what: `${key} ${name}`, from: was, to: is }]
  })
}

function textsOf(before: Json): Lines {
  if (typeof before !== 'object' || before === null) return {}
  return Object.fromEntries(
    Object.entries(before).map(([key, value]) => [key, typeof value === 'string' ? value : null]),
  )
}

/** Lines that are not as wanted, neither now nor at the next start. */
async function differing(look: Look, guest: GuestNow, wanted: Lines): Promise<string[]> {
  const now = linesOf(await look.config(guest), Object.keys(wanted))
  return Object.entries(wanted).flatMap(([key, line]) => (sameLine(now[key] ?? null, line) ? [] : [key]))
}

/** PVE writes options of pairs in an order of its own ("enabled=1" for "1", a trailing line feed of notes). */
const sameLine = (now: string | null, wanted: string | null): boolean =>
  now === wanted ||
  (now !== null && wanted !== null && parts(now) === parts(wanted)) ||
  // Options that are set to their default may be left out of the file.
  (now === null && (wanted === '0' || wanted === ''))
const parts = (line: string): string =>
  line
    .trim()
    .replace(/^enabled=/, '')
    .split(',')
    .toSorted()
    .join(',')

/** Virtual machines are changed by a task, which may also plug something in; containers at once. */
function writeAct({ node, kind, vmid }: GuestNow, wanted: Lines, digest: string | null): PveAct {
  const set = Object.entries(wanted).flatMap(([key, line]): [string, string][] => (line === null ? [] : [[key, line]]))
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
    ...set.flatMap(([key, line]) => [`--${key}`, line]),
    ...(gone.length > 0 ? ['--delete', gone.join(',')] : []),
  ]
  return pveAct(kind === 'qemu' ? 'POST' : 'PUT', path`/nodes/${node}/${kind}/${vmid}/config`, {
    node,
    parameters,
    shell,
    task: kind === 'qemu' ? { types: ['qmconfig'], id: String(vmid) } : null,
  })
}
