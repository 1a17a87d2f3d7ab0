import type { PartFacts, PartName } from '@steward/contracts'
import { PveError, type PveApi, type PveTransport } from '@steward/pve-client'
import { assemble, emptyPicture, type Picture, type Readings } from '@steward/snapshot'
import { codeOf, messageOf } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Source } from '../diagnosis/parts.ts'
import { readers, readTimeoutMs, type Reader } from './definitions.ts'
import { diagnosisRounds, notRead, storeOf, type FactName } from './fact-rounds.ts'
import { createHangGuard } from './hang-guard.ts'
import { ownViews } from './own-views.ts'
import { nothingGathered, rounds, type Gathered, type Round, type RoundContext } from './rounds.ts'

export type ReadOnceDeps = {
  api: PveApi
  transport: PveTransport
  clock: Clock
  /** At most this many guests are looked at one by one; a cluster of thousands would take its nodes minutes. */
  guests: number
  /** The picture of an earlier reading: only beside it can be seen what moved since, and what stands still. */
  before?: Picture
}

/** Four at once keep one of a node's three API workers free even where all of them end on the same node. */
const atOnce = 4
/** Read guest by guest. */
const ofGuests: readonly FactName[] = ['guestConfigs', 'snapshots', 'agents', 'cloudInit']
const wanted = [...rounds, ...diagnosisRounds].filter((round) => round.id !== 'history')

type Part = PartFacts & { via: string | null }
type State = { readings: Readings; picture: Picture; gathered: Gathered; parts: Map<PartName, Part> }

/**
 * Reads everything that the rules may need, once, with the readers of the running Steward.
 *
 * @throws PveError when not even the list of guests and nodes can be read.
 */
export async function readOnce(deps: ReadOnceDeps): Promise<Source> {
  const gathered = nothingGathered()
  const state: State = {
    readings: emptyReadings(gathered),
    picture: deps.before ?? emptyPicture,
    gathered,
    parts: new Map(),
  }
  await Promise.all(readers.map((reader) => readPart(reader, deps, state)))
  assembleNow(deps, state)
  const guard = createHangGuard({ now: () => deps.clock.now(), figuresMovedAt: () => null })
  for (const round of wanted) {
    await readRound(round, deps, state, guard)
    // Which guests and nodes are asked next is taken from the picture.
    if (round.part !== 'diagnosis') assembleNow(deps, state)
  }
  const readAt = state.parts.get('resources')?.readAt ?? null
  return {
    picture: () => state.picture,
    readings: () => state.readings,
    readAt: () => readAt,
    gathered: () => gathered,
    facts: () => ({ parts: [...state.parts.values()] }),
  }
}

const emptyReadings = (gathered: Gathered): Readings => ({
  now: 0,
  resources: null,
  status: null,
  tasks: null,
  ha: null,
  configNodes: null,
  qdevice: null,
  answers: [],
  nodeDetails: gathered.nodeDetails,
  guestConfigs: gathered.guestConfigs,
})

async function readPart(reader: Reader, { api, clock }: ReadOnceDeps, state: State) {
  const { part } = reader
  let via: string | null = null
  const noting: PveApi = {
    ...api,
    async call(name, args, options) {
      const reply = await api.call(name, args, options)
      via = reply.via
      return reply
    },
  }
  try {
    const signal = AbortSignal.timeout(readTimeoutMs)
    const brought = await reader.read({ api: noting, signal, nowSec: () => seconds(clock) })
    state.readings = { ...state.readings, ...brought }
    state.parts.set(part, { part, readAt: seconds(clock), error: null, via })
  } catch (error) {
    // Without this list there is nothing to judge.
    if (part === 'resources' || !(error instanceof PveError)) throw error
    const told = { code: codeOf(error), message: messageOf(error), since: seconds(clock) }
    state.parts.set(part, { part, readAt: null, error: told, via: null })
  }
}

function assembleNow({ transport }: ReadOnceDeps, state: State) {
  const { readings, parts, gathered, picture } = state
  const status = parts.get('status')
  const ha = parts.get('ha')
  const local = readings.status?.find((row) => row.type === 'node' && row.local)?.name
  const answers = ownViews(
    {
      node: local ?? status?.via ?? '',
      status: readings.status,
      // One node's answer may not be completed with another's: in a split they contradict each other.
      ha: ha?.via === status?.via ? readings.ha : null,
      readAt: status?.readAt ?? null,
      notAsked: readings.status !== null ? null : status?.error?.code === 'pve-refused' ? 'no-right' : 'failed',
    },
    { picture, answers: gathered.answers, known: new Set(transport.endpoints().map(({ name }) => name)) },
  )
  state.picture = assemble({ ...readings, answers }, picture)
}

async function readRound(round: Round, deps: ReadOnceDeps, state: State, guard: RoundContext['guard']) {
  const context = (): RoundContext => ({
    api: deps.api,
    signal: AbortSignal.timeout(readTimeoutMs),
    nowSec: () => seconds(deps.clock),
    picture: state.picture,
    gathered: state.gathered,
    endpoints: new Set(deps.transport.endpoints().map(({ name }) => name)),
    mainEndpoint: state.parts.get('status')?.via ?? null,
    guard,
  })
  const all = round.targets(context())
  const perGuest = ofGuests.find((name) => name === round.id)
  const few = perGuest ? all.slice(0, deps.guests) : all
  await lanes(few, async (target) => {
    // Each round notes for itself what it could not read; a defect of ours is no such thing.
    await round.read(target, context()).catch((error: unknown) => {
      if (error instanceof TypeError || error instanceof ReferenceError) throw error
    })
  })
  if (perGuest === undefined) return
  // Where no guest is to be asked, all of them were: the part is there, and empty.
  const store = storeOf(state.gathered.facts, perGuest)
  const why = new Error(`only ${deps.guests} guests are read one by one`)
  for (const target of all.slice(few.length)) notRead(store, target, why)
}

async function lanes(targets: readonly string[], work: (target: string) => Promise<void>) {
  const queue = [...targets]
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
