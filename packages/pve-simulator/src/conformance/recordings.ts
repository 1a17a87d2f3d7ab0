import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fieldsOf, numberOf, textOf, type Fields } from '../control/input.ts'
import { findRoute } from '../protocol/route.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = resolve(root, process.env.STEWARD_SHARED_DIR ?? '../shared', 'pve-recordings')

export const recordingsPresent = existsSync(folder)
export const recordingsRequired = process.env.STEWARD_REQUIRE?.includes('shared') ?? false

/** One question that was put to a real PVE, and its answer. */
export interface Recording {
  readonly name: string
  /** When the question was put, in milliseconds. The stamp of a recording is that of the answer, in whole seconds. */
  readonly at: number
  readonly elapsed: number
  readonly auth: string
  readonly method: string
  /** Without `/api2/json`. */
  readonly path: string
  readonly params: Fields
  /** Nothing where the client gave up waiting. */
  readonly status: number | undefined
  readonly reason: string
  readonly headers: Fields
  readonly body: unknown
}

function recordingOf(text: string): Recording {
  const given = fieldsOf(JSON.parse(text))
  const elapsed = numberOf(given, 'elapsed_ms') ?? 0
  const answered = Date.parse(textOf(given, 'when') ?? '')
  return {
    name: textOf(given, 'name') ?? '',
    elapsed,
    at: elapsed < 1000 ? answered : answered - Math.floor(elapsed / 1000) * 1000,
    auth: textOf(given, 'auth') ?? '',
    method: textOf(given, 'method') ?? '',
    path: (textOf(given, 'path') ?? '').replace(/^\/api2\/json/, ''),
    params: fieldsOf(given.params),
    status: numberOf(given, 'status'),
    reason: textOf(given, 'reason') ?? '',
    headers: fieldsOf(given.headers),
    body: given.body ?? undefined,
  }
}

export const dataOf = (recording: Recording): unknown => fieldsOf(recording.body).data

/** All recordings in the order in which they were asked. */
export function readRecordings(): Recording[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return exactly(inOrder(files.map((name) => recordingOf(readFileSync(`${folder}/${name}`, 'utf8')))))
}

export const isInTable = (recording: Recording): boolean =>
  findRoute(recording.method, recording.path.split('?')[0] ?? '') !== undefined

const upidPattern = /UPID:[^:\s"]+:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:[^:\s"]+:[^:\s"]*:[^:\s"]+:/g

export const upidsIn = (text: string): string[] => [...text.matchAll(upidPattern)].map(([upid]) => upid)

/** The task that this question started. */
export function startedBy(recording: Recording): string | undefined {
  const data = dataOf(recording)
  return typeof data === 'string' && data.startsWith('UPID:') ? data : undefined
}

/** The task that this question is about. */
export const askedAbout = (recording: Recording): string | undefined =>
  recording.path.includes('/tasks/UPID') ? upidsIn(decodeURIComponent(recording.path))[0] : undefined

const ticksOf = (upid: string): number => Number.parseInt(upid.split(':')[3] ?? '0', 16)

/**
 * Stamps are whole seconds. Within one, names go in their order, but tasks begin in the order of their clock ticks, nobody
 * asks about a task before it has begun, and nothing is done to a guest before it is made.
 */
function inOrder(recordings: readonly Recording[]): Recording[] {
  const bySecond = Map.groupBy(recordings, (recording) => recording.at)
  return [...bySecond]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, group]) => afterTheirTasks(byTicks(group.toSorted((a, b) => (a.name < b.name ? -1 : 1)))))
}

/**
 * A task id holds the second and the hundredth (since the machine started, one machine for all nodes), so the start of the
 * machine follows from all of them together, and from that the exact moment of every question that started a task.
 */
function exactly(recordings: readonly Recording[]): Recording[] {
  const upids = recordings.map(startedBy).filter((upid) => upid !== undefined)
  const lower = Math.max(...upids.map((upid) => secondsOf(upid) - ticksOf(upid) / 100))
  let latest = 0
  return recordings.map((recording) => {
    const upid = startedBy(recording)
    const moment = upid === undefined ? recording.at : Math.round((lower + ticksOf(upid) / 100) * 1000)
    const within = Math.min(Math.max(moment, recording.at - 999), recording.at + 999)
    latest = Math.max(latest, within)
    return { ...recording, at: recording.elapsed < 1000 ? latest : within }
  })
}

const secondsOf = (upid: string): number => Number.parseInt(upid.split(':')[4] ?? '0', 16)

function byTicks(group: readonly Recording[]): Recording[] {
  const starters = group
    .filter((recording) => startedBy(recording) !== undefined)
    .toSorted((a, b) => ticksOf(startedBy(a) ?? '') - ticksOf(startedBy(b) ?? ''))
  return group.map((recording) => (startedBy(recording) === undefined ? recording : (starters.shift() ?? recording)))
}

/** The guest that this question made. */
function created(recording: Recording): number | undefined {
  if (recording.method !== 'POST' || recording.status !== 200) return undefined
  const id = /\/(?:qemu|lxc|clone)$/.test(recording.path)
    ? (recording.params.newid ?? recording.params.vmid)
    : undefined
  return id === undefined ? undefined : Number(id)
}

const about = (recording: Recording): number | undefined => {
  const id = /\/(?:qemu|lxc)\/(\d+)/.exec(recording.path)?.[1]
  return id === undefined ? undefined : Number(id)
}

function afterTheirTasks(group: readonly Recording[]): Recording[] {
  const result: Recording[] = []
  const waiting = [...group]
  while (waiting.length > 0) {
    const begun = new Set(waiting.map((recording) => startedBy(recording)).filter((upid) => upid !== undefined))
    const made = new Set(waiting.map(created))
    const next = waiting.findIndex(
      (recording) =>
        !begun.has(askedAbout(recording) ?? '') &&
        (created(recording) !== undefined || about(recording) === undefined || !made.has(about(recording))),
    )
    result.push(...waiting.splice(Math.max(next, 0), 1))
  }
  return result
}
