import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { calls, type CallName } from '@steward/pve-client'

/**
 * Answers of a real PVE 9.2, one file a request. They are no part of the project: STEWARD_SHARED_DIR says where they are
 * (without it ../shared beside the project), and where STEWARD_REQUIRE names "shared" they must be there.
 */
export const folder = resolve(
  import.meta.dirname,
  '../..',
  process.env['STEWARD_SHARED_DIR'] ?? '../shared',
  'pve-recordings',
)
export const here = existsSync(folder)
if (!here && process.env['STEWARD_REQUIRE']?.includes('shared'))
  throw new Error(`the recordings are not at ${folder}, and STEWARD_REQUIRE wants them`)

export type Recording = {
  name: string
  when: string
  auth: string
  method: string
  path: string
  status: number
  reason: string
  elapsed_ms: number
  body: { data: unknown } | null
}

export const exists = (name: string) => existsSync(join(folder, `${name}.json`))
export const recordingOf = (name: string): Recording => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

/** Unix seconds at which the answer came. */
export const secondsOf = ({ when }: Recording) => Math.floor(Date.parse(when) / 1000)

let index: Recording[] | null = null
/** All recorded reads, oldest first. */
export const allReads = (): readonly Recording[] =>
  (index ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => recordingOf(file.replace(/\.json$/, '')))
    .filter((recording) => recording.method === 'GET')
    .toSorted((a, b) => (a.when < b.when ? -1 : 1)))

/** The answer as the client hands it over: through the schema of its call. */
export const dataOf = (call: CallName, recording: Recording): unknown => calls[call].reply.parse(recording.body?.data)

/** A refusal in the words of the status line, null for an answer. */
export const refusalOf = ({ status, reason }: Recording) => (status === 200 ? null : `${status} ${reason}`)

const patterns = new Map<CallName, RegExp>()
/** What stands in the place of the path's parameters, or null when the recording is of another call. */
export function placeOf(call: CallName, recording: Recording): string[] | null {
  const pattern =
    patterns.get(call) ?? new RegExp(`^/api2/json${calls[call].path.replaceAll(/\{[a-z]+\}/g, '([^/]+)')}$`)
  patterns.set(call, pattern)
  return pattern.exec(recording.path.replace(/\?.*$/, ''))?.slice(1) ?? null
}

/**
 * The newest answer to a call up to a moment. In a series the recorder left out an answer that was the same as the one
 * before, so an older one of the same series is the answer of this moment too.
 */
export function newest(call: CallName, { series, until }: { series: RegExp; until: number }) {
  return (
    allReads().findLast(
      (recording) => series.test(recording.name) && secondsOf(recording) <= until && placeOf(call, recording) !== null,
    ) ?? null
  )
}
