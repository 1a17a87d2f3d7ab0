import type { ClusterFacts, ConnectionState, NodeHistory, PartFacts, PartName } from '@steward/contracts'
import { PveError, type PveApi, type PveTransport } from '@steward/pve-client'
import { assemble, emptyPicture, releaseOf, type NodeAnswer, type Picture, type Readings } from '@steward/snapshot'
import { AppError, codeOf, messageOf } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { backoffMs, noRightRetryMs, refusedRetryMs } from './backoff.ts'
import type { Budget } from './budget.ts'
import { readers, readTimeoutMs, type Reader } from './definitions.ts'
import { diagnosisRounds } from './fact-rounds.ts'
import type { HangGuard } from './hang-guard.ts'
import { ownViews } from './own-views.ts'
import { nothingGathered, rounds as pictureRounds, type Gathered, type Round, type RoundContext } from './rounds.ts'

/** The picture first; what only the rules need comes when the budget has room. */
const rounds: readonly Round[] = [...pictureRounds, ...diagnosisRounds]

const roundPauseMs = 400

export type FeedDeps = {
  cluster: { id: string; name: string }
  api: PveApi
  transport: PveTransport
  clock: Clock
  log: Log
  budget: Budget
  guard: HangGuard
  /** Somebody has this feed open. */
  watched(): boolean
  /** A new picture stands, or only the time of reading moved. */
  onPicture(feed: Feed): void
  onHistory(): void
  restored: { picture: Picture; readAt: number; gathered: Pick<Gathered, 'guestConfigs'> } | null
}

/** Reads one cluster with one identity and keeps the picture up to date, whatever the number of browsers. */
export type Feed = {
  picture(): Picture
  readAt(): number | null
  facts(): Omit<ClusterFacts, 'freeze'>
  history(): NodeHistory[]
  /** When the figures of a node last moved (Unix seconds). */
  figuresMovedAt(node: string): number | null
  gathered(): Gathered
  readings(): Readings
  start(): void
  /** Reads soon, e.g. after the token or an address was changed. */
  wake(): void
  stop(): Promise<void>
}

type PartState = {
  part: PartName
  readAt: number | null
  error: PartFacts['error']
  failures: number
  nextAtMs: number
  via: string | null
}

export function createFeed(deps: FeedDeps): Feed {
  const { clock, api, transport } = deps
  const stop = new AbortController()
  const gathered = nothingGathered()
  const parts = new Map<PartName, PartState>(
    [...readers.map((reader) => reader.part), ...rounds.map((round) => round.part)].map((part) => [
      part,
      { part, readAt: null, error: null, failures: 0, nextAtMs: 0, via: null },
    ]),
  )
  let readings: Readings = {
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
  }
  let picture: Picture = deps.restored?.picture ?? emptyPicture
  /** When the resources were read that the picture shows. */
  let pictureReadAt: number | null = deps.restored?.readAt ?? null
  let connection: ConnectionState = { state: 'connecting' }
  let wakeUp = new AbortController()
  /** The endpoint that is asked first; null: the one that worked last. */
  let preferred: string | null = null
  /** A round has brought something that the picture does not show yet. */
  let gatheredNews = false
  const work: Promise<void>[] = []
  if (deps.restored) {
    partOf('resources').readAt = deps.restored.readAt
    for (const [id, config] of deps.restored.gathered.guestConfigs) gathered.guestConfigs.set(id, config)
  }

  function partOf(part: PartName): PartState {
    const state = parts.get(part)
    if (!state) throw new Error(`no such part: ${part}`)
    return state
  }

  /** Comes round until the end. An answer that nobody thought of must end neither the reading nor the process. */
  async function comeRound(step: () => Promise<void>, onDefect: () => void = () => {}) {
    while (!stop.signal.aborted) {
      try {
        await step()
      } catch (error) {
        deps.log.error({ err: error, cluster: deps.cluster.id }, 'a round of reading failed unexpectedly')
        onDefect()
        await pause(1000)
      }
    }
  }

  /** What could not be made a picture of must not count as freshly read. */
  function notUnderstood() {
    const resources = partOf('resources')
    resources.readAt = pictureReadAt
    failed(resources, new AppError('pve-garbled', 'The answer could not be understood.'), 5000)
  }

  // ── cluster-wide readings ──
  async function readOnce() {
    const due = dueReaders()
    const wasConnected = isConnected()
    if (due.length > 0) {
      const done = await Promise.all(due.map(readPart))
      if (stop.signal.aborted) return
      if (done.some(Boolean)) rebuild()
      else deps.onPicture(feed)
    } else if (gatheredNews) rebuild()
    // The first answer opens the way for all other parts: read them at once.
    if (!wasConnected && isConnected()) return
    await pause(1000)
  }

  const isConnected = () => connection.state === 'connected'

  /** While PVE is away only the resources are tried: one polite knock instead of six. */
  function dueReaders(): readonly Reader[] {
    const now = clock.now()
    const away = connection.state !== 'connected'
    return readers.filter((reader) => (!away || reader.part === 'resources') && partOf(reader.part).nextAtMs <= now)
  }

  async function readPart(reader: Reader): Promise<boolean> {
    const state = partOf(reader.part)
    const every = reader.everySec[deps.watched() ? 'watched' : 'idle']
    try {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(readTimeoutMs)])
      const brought = await reader.read({ api: viaNoting(state), signal, nowSec: () => seconds(clock) })
      readings = { ...readings, ...brought }
      Object.assign(state, { readAt: seconds(clock), error: null, failures: 0, nextAtMs: clock.now() + every * 1000 })
      if (reader.part === 'resources') connected()
      return true
    } catch (error) {
      if (!stop.signal.aborted) failed(state, error, every * 1000)
      return false
    }
  }

  /** Notes through which endpoint a part came: that node's own view of the cluster is then known. */
  function viaNoting(state: PartState): PveApi {
    return {
      ...api,
      call: async (name, args, options) => {
        const reply = await callPreferred(name, args, options)
        state.via = reply.via
        return reply
      },
    }
  }

  /** In a split the side that may decide is asked; when it does not answer, whoever does. */
  const callPreferred: PveApi['call'] = async (name, args, options) => {
    if (preferred === null) return api.call(name, args, options)
    try {
      return await api.call(name, args, { ...options, via: preferred })
    } catch (error) {
      if (!(error instanceof PveError) || error.status !== null) throw error
      preferred = null
      return api.call(name, args, options)
    }
  }

  function failed(state: PartState, error: unknown, everyMs: number) {
    const kind = error instanceof PveError ? error.kind : null
    state.failures += 1
    const refused = kind === 'forbidden' || kind === 'not-in-this-version'
    const wait = refused
      ? noRightRetryMs
      : kind === 'unauthorized'
        ? refusedRetryMs(state.failures)
        : backoffMs(state.failures)
    state.nextAtMs = clock.now() + Math.max(wait, everyMs)
    state.error = { code: codeOf(error), message: messageOf(error), since: state.error?.since ?? seconds(clock) }
    if (state.failures === 1)
      deps.log.warn(
        { cluster: deps.cluster.id, part: state.part, kind, reason: messageOf(error) },
        'a part could not be read',
      )
    if (state.part === 'resources') disconnected(error, state)
  }

  function connected() {
    if (connection.state === 'connected') return
    deps.log.info({ cluster: deps.cluster.id }, 'the cluster answers')
    connection = { state: 'connected', since: seconds(clock) }
    // Everything else may be due since long: read it now.
    for (const state of parts.values())
      if (state.error === null || state.failures > 0) state.nextAtMs = Math.min(state.nextAtMs, clock.now())
  }

  function disconnected(error: unknown, state: PartState) {
    const since =
      connection.state === 'away' || connection.state === 'certificate-changed' || connection.state === 'token-refused'
        ? connection.since
        : seconds(clock)
    const kind = error instanceof PveError ? error.kind : null
    if (error instanceof PveError && (kind === 'certificate-changed' || kind === 'certificate-untrusted')) {
      const endpoint = transport.endpoints().find((candidate) => candidate.name === error.via)
      connection = {
        state: 'certificate-changed',
        since,
        endpoint: error.via ?? '',
        seen: error.seenFingerprint ?? '',
        pinned: endpoint?.fingerprint ?? '',
      }
    } else if (kind === 'unauthorized') connection = { state: 'token-refused', since, message: messageOf(error) }
    else connection = { state: 'away', since, nextTryAt: Math.ceil(state.nextAtMs / 1000), message: messageOf(error) }
  }

  // ── node by node, guest by guest ──
  const roundState = new Map<string, { nextAtMs: number; failures: number }>()

  async function readNextRound() {
    await pause(roundPauseMs)
    if (connection.state !== 'connected' || !deps.budget.hasRoom(clock.now())) return
    const next = mostOverdue()
    if (next) await readRound(next.round, next.target)
  }

  function roundContext(signal: AbortSignal): RoundContext {
    return {
      api,
      signal,
      nowSec: () => seconds(clock),
      picture,
      gathered,
      endpoints: new Set(transport.endpoints().map((endpoint) => endpoint.name)),
      mainEndpoint: partOf('status').via,
      guard: deps.guard,
    }
  }

  function mostOverdue(): { round: Round; target: string } | null {
    const context = roundContext(stop.signal)
    const now = clock.now()
    let best: { round: Round; target: string; at: number } | null = null
    for (const round of rounds) {
      for (const target of round.targets(context)) {
        const at = roundState.get(`${round.id}/${target}`)?.nextAtMs ?? 0
        // The rounds stand in the order of their worth: an earlier one that is due goes before a later one.
        if (at <= now && (best === null || (round === best.round && at < best.at))) best = { round, target, at }
      }
      if (best) return best
    }
    return null
  }

  async function readRound(round: Round, target: string) {
    const part = partOf(round.part)
    const key = `${round.id}/${target}`
    const every = round.everySec[deps.watched() ? 'watched' : 'idle'] * 1000
    const before = roundState.get(key)
    try {
      await round.read(target, roundContext(AbortSignal.any([stop.signal, AbortSignal.timeout(readTimeoutMs)])))
      roundState.set(key, { nextAtMs: clock.now() + every, failures: 0 })
      Object.assign(part, { readAt: seconds(clock), error: null, failures: 0 })
      if (round.part === 'history') deps.onHistory()
      else gatheredNews = true
    } catch (error) {
      if (stop.signal.aborted) return
      const failures = (before?.failures ?? 0) + 1
      const refused = error instanceof PveError && (error.kind === 'forbidden' || error.kind === 'unauthorized')
      roundState.set(key, {
        nextAtMs: clock.now() + (refused ? round.refusedRetryMs : Math.max(every, backoffMs(failures))),
        failures,
      })
      // One guest or node that cannot be read is no failure of the whole part.
      if (mostFail(round))
        part.error = { code: codeOf(error), message: messageOf(error), since: part.error?.since ?? seconds(clock) }
    }
  }

  function mostFail(round: Round): boolean {
    const targets = round.targets(roundContext(stop.signal))
    const failing = targets.filter((target) => (roundState.get(`${round.part}/${target}`)?.failures ?? 0) > 0)
    return failing.length * 2 > targets.length
  }

  // ── the picture ──
  function rebuild() {
    gatheredNews = false
    if (readings.resources === null) return
    for (const key of gathered.guestConfigs.keys())
      if (picture.guests.size > 0 && !picture.guests.has(key)) gathered.guestConfigs.delete(key)
    picture = assemble({ ...readings, answers: answersOf() }, picture)
    pictureReadAt = partOf('resources').readAt
    preferred = decidingSide() ?? preferred
    deps.onPicture(feed)
  }

  function answersOf(): NodeAnswer[] {
    const status = partOf('status')
    const main: NodeAnswer = {
      node: localNode() ?? status.via ?? '',
      status: readings.status,
      // A failed reading of the HA status must not stay in force as the truth of that moment.
      // Nor may one node's answer be completed with another's: in a split they contradict each other.
      ha: partOf('ha').error || partOf('ha').via !== status.via ? null : readings.ha,
      readAt: status.readAt,
      notAsked: readings.status !== null ? null : status.error?.code === 'pve-refused' ? 'no-right' : 'failed',
    }
    const known = new Set(transport.endpoints().map((endpoint) => endpoint.name))
    return ownViews(main, { picture, answers: gathered.answers, known })
  }

  /** A node of the quorate side, when the one that was asked is cut off from it. */
  function decidingSide(): string | null {
    if (picture.quorum.state !== 'split') return null
    const main = localNode()
    const cutOff = picture.quorum.views.some((view) => view.node === main && view.quorate === false)
    const known = new Set(transport.endpoints().map((endpoint) => endpoint.name))
    return cutOff
      ? (picture.quorum.views.find((view) => view.quorate === true && known.has(view.node))?.node ?? null)
      : null
  }

  const localNode = () => readings.status?.find((row) => row.type === 'node' && row.local)?.name ?? null

  function facts(): Omit<ClusterFacts, 'freeze'> {
    const name = readings.status?.find((row) => row.type === 'cluster')?.name ?? null
    const main = localNode()
    return {
      id: deps.cluster.id,
      at: clock.now(),
      name,
      singleNode: picture.quorum.state === 'single-node' ? true : picture.quorum.state === 'unknown' ? null : false,
      quorum: picture.quorum,
      version: picture.nodes.get(main ?? '')?.version ?? releaseOf([...gathered.nodeDetails.values()][0]?.pveversion),
      parts: [...parts.values()].map(({ part, readAt, error }) => ({ part, readAt, error })),
      connection,
      requestsPerMinute: deps.budget.lastMinute(clock.now()),
      requestBudget: deps.budget.perMinute,
    }
  }

  const pause = (ms: number) => clock.sleep(ms, AbortSignal.any([stop.signal, wakeUp.signal]))

  const feed: Feed = {
    picture: () => picture,
    readAt: () => partOf('resources').readAt,
    facts,
    history: () => [...gathered.history].map(([node, history]) => ({ node, ...history })),
    figuresMovedAt: (node) => picture.memory.nodes.get(node)?.movedAt ?? null,
    gathered: () => gathered,
    readings: () => readings,
    start: () => void work.push(comeRound(readOnce, notUnderstood), comeRound(readNextRound)),
    wake() {
      for (const state of parts.values()) Object.assign(state, { nextAtMs: 0, failures: 0 })
      roundState.clear()
      wakeUp.abort()
      wakeUp = new AbortController()
    },
    async stop() {
      stop.abort()
      await Promise.all(work)
    },
  }
  return feed
}
