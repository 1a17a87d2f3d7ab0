import type { StuckReply } from '@steward/contracts'
import { createHangGuard } from '../../apps/bff/src/readers/hang-guard.ts'
import { readStuck, type StuckSight } from '../../apps/bff/src/diagnosis/stuck.ts'
import { allEyes } from '../../apps/bff/src/services/visibility.ts'
import type { CallName, PveApi } from '@steward/pve-client'
import { calls, PveError } from '@steward/pve-client'
import type { Look } from './world.ts'
import { dataOf, placeOf, recordingOf, refusalOf, type Recording } from './recordings.ts'

export type Asking = {
  vmid: string
  /** Names of the recordings that answer the calls of the walk; what none of them answers could not be read. */
  answers: readonly string[]
  /** Answers that are not recorded for this moment; the test says why they are what PVE would have said. */
  inferred?: Partial<Record<CallName, unknown>>
  /** The HA status, where the story has none: an empty one is what a node without HA tells. */
  ha?: StuckHa
  /** What the person may do, as `/access/permissions` says it; without it, everything. */
  rights?: Record<string, Record<string, number>>
  /** Unix seconds; the moment of the look unless told. */
  now?: number
}

type StuckHa = NonNullable<Look['readings']['ha']>

export const everything = { '/': { 'Sys.Audit': 1, 'VM.Audit': 1 } }

/** "Why is it stuck?" of the running server, with its calls answered from recordings. */
export async function askWhyStuck(look: Look, asking: Asking): Promise<StuckReply> {
  const clock = clockAt(look, asking)
  return readStuck({
    cluster: { guard: createHangGuard({ now: () => clock.now(), figuresMovedAt: () => null }) },
    sight: sightOf(look, asking),
    api: apiOf(look, asking, clock),
    rights: asking.rights ?? everything,
    vmid: asking.vmid,
    clock,
  })
}

/** Time goes on by as much as each recorded answer took. */
export function clockAt(look: Look, asking: Asking) {
  let nowMs = (asking.now ?? look.now) * 1000
  return {
    now: () => nowMs,
    sleep: (ms: number) => Promise.resolve(void (nowMs += ms)),
  }
}

/** Calls answered from recordings; what none of them answers could not be read. */
export function apiOf(look: Look, asking: Asking, clock: ReturnType<typeof clockAt>): Pick<PveApi, 'call'> {
  const recordings = asking.answers.map(recordingOf)
  return {
    // The schemas of the calls give each answer its type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    call: (async (name: CallName, args: Record<string, string | number> = {}) => {
      const inferred = asking.inferred?.[name]
      if (inferred !== undefined) return { data: calls[name].reply.parse(inferred), via: '' }
      const recording = recordings.find((one) => isAnswer(name, args, one))
      if (!recording) throw new Error(`${name} is not recorded`)
      await clock.sleep(recording.elapsed_ms)
      const refusal = refusalOf(recording)
      if (refusal !== null) throw refused(name, recording)
      return { data: dataOf(name, recording), via: look.picture.guests.get(asking.vmid)?.node ?? '' }
    }) as unknown as PveApi['call'],
  }
}

export function sightOf(look: Look, asking: Asking): StuckSight {
  const guest = look.picture.guests.get(asking.vmid)
  return {
    feed: {
      picture: () => look.picture,
      readings: () => ({ ...look.readings, ha: asking.ha ?? look.readings.ha }),
    },
    view: { eyes: allEyes },
    facts: () => look.cluster,
    diagnosis: {
      lockSince: (_, lock) =>
        guest === undefined || lock === null ? null : (look.observed.lockSince.get(`${guest.id}:${lock}`) ?? null),
    },
  }
}

function isAnswer(name: CallName, args: Record<string, string | number>, recording: Recording): boolean {
  const place = placeOf(name, recording)
  if (place === null || (name === 'agentPing') !== (recording.method === 'POST')) return false
  return place.every((part) => Object.values(args).some((value) => String(value) === part))
}

const refused = (call: CallName, { status, reason, path }: Recording) =>
  new PveError({
    kind: status === 403 ? 'forbidden' : status >= 595 ? 'node-unreachable' : 'failed',
    status,
    reason,
    call,
    path,
  })
