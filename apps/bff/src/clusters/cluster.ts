import type { ClusterFacts, Connection, Freeze, LiveMessage, Realm } from '@steward/contracts'
import {
  createApi,
  createTransport,
  type PveApi,
  type PveAuth,
  type PveTransport,
  type TicketAuth,
} from '@steward/pve-client'
import type { Clock } from '../clock.ts'
import { createView, type Shown, type View } from '../live/views.ts'
import type { Hub } from '../live/hub.ts'
import type { Log } from '../log.ts'
import { createBudget, type Budget } from '../readers/budget.ts'
import { createFeed, type Feed } from '../readers/feed.ts'
import { createHangGuard, type HangGuard } from '../readers/hang-guard.ts'
import { allowTarget } from '../services/targets.ts'
import { allEyes, eyesOf, type Eyes, type Rights } from '../services/visibility.ts'
import type { StoredConnection } from '../store/connections.ts'
import type { FactStore, StoredViewer } from '../store/facts.ts'
import type { FindingStore } from '../store/findings.ts'
import type { FreezeStore } from '../store/freezes.ts'
import { createDiagnosis, remember, type Diagnosis } from '../diagnosis/diagnosis.ts'
import { connectionOf } from './connection-facts.ts'
import { packPicture, unpackPicture } from './picture-store.ts'

/** Views that nobody has looked through for this long are dropped. */
const viewLifeMs = 10 * 60_000
const pictureSaveMs = 5 * 60_000

export type ClusterDeps = {
  clock: Clock
  log: Log
  hub: Hub
  facts: FactStore
  findings: FindingStore
  freezes: FreezeStore
  /** The newest ticket of a user who is signed in to this cluster. */
  ticketOf(cluster: string, user: string): TicketAuth | null
}

export type Viewer = { user: string; rights: Rights; denied: readonly string[]; eyes: Eyes; readAtMs: number }
/** A feed seen through somebody's eyes: what the lists and the live stream of one group are made of. */
export type Sight = {
  feed: Feed
  view: View
  group: string
  diagnosis: Diagnosis
  facts(): ClusterFacts
  /** Judges and tells anew after somebody changed what is noted. */
  refresh(): void
}

/** One connected cluster: how it is reached, who reads it, and what each class of people sees of it. */
export type Cluster = {
  record: StoredConnection
  readonly transport: PveTransport
  readonly guard: HangGuard
  api(auth: PveAuth): PveApi
  viewers: Map<string, Viewer>
  /** What this user sees; null when nothing has been read for them (sign-in mode without a ticket). */
  sight(user: string): Sight | null
  /** What the reading token sees, through the given eyes; null in sign-in mode. */
  sightWith(eyes: Eyes): Sight | null
  /** What the terminal sees: everything that is known. */
  terminalSight(): Sight | null
  setViewer(viewer: Viewer, keep: boolean): Promise<void>
  /** The feed that the reading token fills; null in sign-in mode. */
  tokenFeed(): Feed | null
  /** Starts reading for a person in sign-in mode; ends when nobody of that name is signed in any more. */
  attend(user: string): void
  dismiss(user: string): Promise<void>
  connection(): Connection
  realms: Realm[] | null
  /** Applies a changed record: endpoints, token, reading mode. */
  apply(record: StoredConnection): Promise<void>
  /** Set while all writes to it are stopped. */
  readonly freeze: Freeze | null
  changeFreeze(freeze: Freeze | null): Promise<void>
  /** How many requests that can wait fit into the budget now. */
  room(): number
  /** To everybody who looks at this cluster. */
  tell(message: LiveMessage): void
  prune(): void
  savePicture(): Promise<void>
  stop(): Promise<void>
}

export async function createCluster(deps: ClusterDeps, initial: StoredConnection): Promise<Cluster> {
  const { clock, hub, log } = deps
  let record = initial
  const budget: Budget = createBudget(budgetFor(initial))
  const transport = createTransport({
    endpoints: endpointsOf(initial),
    now: () => clock.now(),
    onRequest: (request) => budget.note(request.at),
    allowTarget,
  })
  const viewers = new Map<string, Viewer>()
  const views = new Map<string, { view: View; feed: Feed; lastFacts: string }>()
  const personal = new Map<string, Feed>()
  let shared: Feed | null = null
  const diagnoses = new Map<Feed, Diagnosis>()

  const guard = createHangGuard({
    now: () => clock.now(),
    figuresMovedAt: (node) => anyFeed()?.figuresMovedAt(node) ?? null,
  })
  const anyFeed = () => shared ?? [...personal.values()][0] ?? null

  function makeFeed(
    auth: PveAuth | (() => PveAuth),
    prefix: string,
    restored: Parameters<typeof createFeed>[0]['restored'],
  ): Feed {
    return createFeed({
      cluster: { id: record.id, name: record.name },
      api: createApi(transport, auth),
      transport,
      clock,
      log,
      budget,
      guard,
      watched: () => hub.watching(prefix) > 0,
      onPicture: publish,
      onHistory: () => publishTo(prefix, { type: 'changed', topic: 'history' }),
      restored,
    })
  }

  function publishTo(prefix: string, message: LiveMessage) {
    for (const group of views.keys()) if (group.startsWith(prefix)) hub.publish(group, message)
  }

  const diagnosisOf = (feed: Feed): Diagnosis => {
    const held = diagnoses.get(feed)
    if (!held) throw new Error('a feed without its diagnosis')
    return held
  }
  let freeze = await deps.freezes.read(initial.id)
  const factsOf = (feed: Feed): ClusterFacts => ({ ...feed.facts(), freeze: cluster.freeze })
  const shownOf = (feed: Feed): Shown => ({ ...feed.picture(), findings: diagnosisOf(feed).findings() })

  /** A new picture, or at least a new time: told to each class in its own bytes, made once. */
  function publish(feed: Feed) {
    const readAt = feed.readAt()
    diagnosisOf(feed).update(feed)
    const shown = shownOf(feed)
    for (const [group, held] of views) {
      if (held.feed !== feed) continue
      for (const patch of held.view.update(shown, readAt)) hub.publish(group, { type: 'patch', ...patch })
      const facts = held.view.eyes.cluster(factsOf(feed))
      const text = lastingPart(facts)
      if (text !== held.lastFacts) {
        held.lastFacts = text
        hub.publish(group, { type: 'cluster', cluster: facts })
      }
      if (readAt !== null) hub.publish(group, { type: 'read', readAt })
    }
  }

  function sightOf(feed: Feed, prefix: string, eyes: Eyes): Sight {
    const group = `${prefix}${eyes.key}`
    const held = views.get(group)
    const view = held && held.feed === feed ? held.view : createView(eyes, shownOf(feed), feed.readAt(), clock.now())
    view.usedAt = clock.now()
    if (held?.view !== view) views.set(group, { view, feed, lastFacts: '' })
    return {
      feed,
      view,
      group,
      diagnosis: diagnosisOf(feed),
      facts: () => eyes.cluster(factsOf(feed)),
      refresh: () => publish(feed),
    }
  }

  const sharedPrefix = `${initial.id}/token/`
  const personalPrefix = (user: string) => `${initial.id}/user/${user}/`

  async function startShared() {
    if (record.reading !== 'token' || record.token === null) return
    const stored = await deps.facts.picture(record.id)
    shared = makeFeed({ kind: 'token', token: record.token }, sharedPrefix, stored ? unpackPicture(stored) : null)
    diagnoses.set(
      shared,
      createDiagnosis({ cluster: record.id, clock, log, remembered: await remember(deps.findings, record.id) }),
    )
    shared.start()
  }

  async function stopFeeds() {
    await Promise.all([...(shared ? [shared] : []), ...personal.values()].map((feed) => feed.stop()))
    for (const diagnosis of diagnoses.values()) await diagnosis.save()
    diagnoses.clear()
    shared = null
    personal.clear()
    for (const group of views.keys()) hub.closeGroup(group)
    views.clear()
  }

  let savedAtMs = clock.now()
  const cluster: Cluster = {
    get record() {
      return record
    },
    transport,
    guard,
    viewers,
    realms: null,
    api: (auth) => createApi(transport, auth),
    tokenFeed: () => shared,
    sight(user) {
      if (shared) return sightOf(shared, sharedPrefix, viewers.get(user)?.eyes ?? eyesOf(user, {}, new Set()))
      const feed = personal.get(user)
      return feed ? sightOf(feed, personalPrefix(user), allEyes) : null
    },
    sightWith: (eyes) => (shared ? sightOf(shared, sharedPrefix, eyes) : null),
    terminalSight() {
      const feed = anyFeed()
      return feed ? sightOf(feed, shared ? sharedPrefix : `${initial.id}/terminal/`, allEyes) : null
    },
    async setViewer(viewer, keep) {
      const before = viewers.get(viewer.user)
      viewers.set(viewer.user, viewer)
      // An open stream tells what the eyes saw that it was opened with: a right that was withdrawn must end it.
      if (before?.eyes.key !== viewer.eyes.key) hub.closePerson({ cluster: initial.id, user: viewer.user })
      if (keep) await deps.facts.saveViewer(toStored(record.id, viewer))
    },
    attend(user) {
      if (record.reading !== 'sign-in' || personal.has(user)) return
      const feed = makeFeed(() => deps.ticketOf(record.id, user) ?? { kind: 'none' }, personalPrefix(user), null)
      personal.set(user, feed)
      diagnoses.set(feed, createDiagnosis({ cluster: record.id, clock, log, remembered: null }))
      feed.start()
    },
    async dismiss(user) {
      const feed = personal.get(user)
      personal.delete(user)
      await feed?.stop()
      if (feed) diagnoses.delete(feed)
    },
    connection: () =>
      connectionOf(record, {
        transport,
        facts: anyFeed()?.facts() ?? null,
        realms: cluster.realms,
        budget,
        nowMs: clock.now(),
      }),
    async apply(next) {
      const readingChanged = next.reading !== record.reading || next.token !== record.token
      record = next
      transport.update(endpointsOf(next))
      budget.perMinute = budgetFor(next)
      if (!readingChanged) {
        for (const feed of [...(shared ? [shared] : []), ...personal.values()]) feed.wake()
        return
      }
      await stopFeeds()
      await startShared()
    },
    get freeze() {
      // It ends by itself when its time is over.
      return freeze?.until !== null && freeze !== null && freeze.until * 1000 <= clock.now() ? null : freeze
    },
    async changeFreeze(next) {
      await deps.freezes.save(initial.id, next)
      freeze = next
      for (const feed of [...(shared ? [shared] : []), ...personal.values()]) publish(feed)
    },
    room: () => budget.room(clock.now()),
    tell: (message) => publishTo('', message),
    prune() {
      const now = clock.now()
      for (const [group, held] of views)
        if (now - held.view.usedAt > viewLifeMs && hub.watching(group) === 0) views.delete(group)
      if (now - savedAtMs > pictureSaveMs) {
        savedAtMs = now
        cluster
          .savePicture()
          .catch((error: unknown) => log.error({ err: error, cluster: record.id }, 'the picture could not be saved'))
      }
    },
    async savePicture() {
      const readAt = shared?.readAt()
      if (shared && readAt)
        await deps.facts.savePicture(record.id, readAt, packPicture(shared.picture(), shared.gathered().guestConfigs))
    },
    async stop() {
      await cluster.savePicture()
      await stopFeeds()
      await transport.close()
    },
  }
  await startShared()
  return cluster
}

/** What of the facts is worth a message of its own: all but the times of reading, which travel as `read`. */
const lastingPart = (facts: ClusterFacts) =>
  JSON.stringify({
    ...facts,
    at: null,
    requestsPerMinute: Math.round(facts.requestsPerMinute / 10),
    quorum: { ...facts.quorum, views: facts.quorum.views.map((view) => ({ ...view, readAt: null })) },
    parts: facts.parts.map(({ part, error }) => ({ part, error })),
  })

/** More nodes need more reading: the default allows a poll of every node and a slow sweep of the guests' configurations. */
const budgetFor = (record: StoredConnection) => 120 + Math.max(0, record.endpoints.length - 3) * 8

export const endpointsOf = (record: StoredConnection) =>
  record.endpoints.map((endpoint) => ({
    name: endpoint.node ?? `${endpoint.host}:${endpoint.port}`,
    host: endpoint.host,
    port: endpoint.port,
    fingerprint: endpoint.fingerprint,
  }))

export const createViewer = (user: string, rights: Rights, denied: readonly string[], readAtMs: number): Viewer => ({
  user,
  rights,
  denied,
  eyes: eyesOf(user, rights, new Set(denied)),
  readAtMs,
})

const toStored = (cluster: string, viewer: Viewer): StoredViewer => ({
  cluster,
  user: viewer.user,
  rights: viewer.rights,
  denied: [...viewer.denied],
  readAt: Math.floor(viewer.readAtMs / 1000),
})
