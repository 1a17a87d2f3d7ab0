import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { createChannelService } from './channel/service.ts'
import type { Clock } from './clock.ts'
import { createRegistry } from './clusters/registry.ts'
import type { Config } from './config.ts'
import { createHub } from './live/hub.ts'
import { cookies } from './plugins/cookies.ts'
import { answer, installErrors, toKnown } from './plugins/errors.ts'
import { installGuard } from './plugins/guard.ts'
import { installHeaders } from './plugins/headers.ts'
import { installStaticWeb } from './plugins/static-web.ts'
import { channelHandlers } from './routes/channel.ts'
import { connectionHandlers } from './routes/connections.ts'
import { implement } from './routes/implement.ts'
import { installPictureRoutes, pictureHandlers } from './routes/picture.ts'
import { sessionHandlers } from './routes/session.ts'
import { createWho } from './routes/who.ts'
import { AppError } from './app-error.ts'
import { TicketGone, type RunRecord } from '@steward/runbooks'
import { createConnections } from './services/connections.ts'
import { createDemo, type Demo } from './services/demo.ts'
import { environmentConnection } from './services/environment-connection.ts'
import { createScriptTokens } from './services/script-tokens.ts'
import { createSessions } from './services/sessions.ts'
import { createSetupDoor, createTerminalCode, type SetupDoor, type TerminalCode } from './services/setup-door.ts'
import { createSignIn } from './services/sign-in.ts'
import { auditLog } from './store/audit.ts'
import { channelStore } from './store/channels.ts'
import { connectionStore } from './store/connections.ts'
import type { Database } from './store/database.ts'
import { factStore } from './store/facts.ts'
import { findingStore } from './store/findings.ts'
import { freezeStore } from './store/freezes.ts'
import { runStore } from './store/runs.ts'
import { createDrive } from './runs/drive.ts'
import { createRootTickets } from './runs/root-tickets.ts'
import type { Person } from './runs/person.ts'
import { createPlanner } from './runs/plans.ts'
import { createRunService } from './runs/service.ts'
import { runHandlers } from './routes/runs.ts'
import { findingHandlers } from './routes/findings.ts'
import type { Seal } from './store/seal.ts'
import { sessionStore } from './store/sessions.ts'

const keepAliveMs = 60_000
const learnEveryMs = 10 * 60_000
const waitingRunsMs = 5_000

export type AppDeps = {
  config: Config
  clock: Clock
  log: FastifyBaseLogger
  database: Database
  seal: Seal
  /** Certificate and key when this server speaks TLS itself. */
  tls: { cert: string; key: string } | null
  /** The built web app; null serves the API alone. */
  webDir: string | null
  /** Identifies this build to browsers that stay open over an upgrade. */
  build: string
}

export type Steward = {
  app: FastifyInstance
  door: SetupDoor
  terminal: TerminalCode
  /** What is done once a minute: tickets and rights are renewed, sessions end. */
  keepAlive(): Promise<void>
  close(): Promise<void>
}

/** The one list of what is wired to what. The order is the architecture: errors first, then guards, then routes. */
export async function buildApp({ config, clock, log, database, seal, tls, webDir, build }: AppDeps): Promise<Steward> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a route, nor the usual way of errors.
    frameworkErrors: (error, request, reply) => void answer(toKnown(error, request), request, reply),
    trustProxy: config.trustedProxy.length > 0 ? config.trustedProxy : false,
    bodyLimit: 256 * 1024,
    connectionTimeout: 30_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 400 },
    ...(tls ? { https: tls } : {}),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  const hub = createHub()
  const sessions = await createSessions({
    store: sessionStore(database),
    clock,
    onOpen: () => drive.wake(),
    onEnd: (session) => {
      hub.closeSession(session.idHash)
      for (const holder of session.holders.values())
        if (!sessions.ticketOf(holder.cluster, holder.user)) void registry.find(holder.cluster)?.dismiss(holder.user)
    },
  })
  const freezes = freezeStore(database)
  const registry = await createRegistry({
    clock,
    log,
    hub,
    facts: factStore(database),
    findings: findingStore(database),
    freezes,
    connections: connectionStore(database, seal),
    ticketOf: (cluster, user) => sessions.ticketOf(cluster, user),
  })
  if (config.pve && !config.demoControlUrl) await environmentConnection(registry, config.pve, clock)
  const audit = auditLog(database)
  const service = createConnections({
    registry,
    audit,
    clock,
    async onRemoved(id) {
      // Its tickets must never be sent to another cluster that takes the same id one day.
      await sessions.forgetCluster(id, 'ending')
      drive.forget(id)
      await runs.forget(id)
      await freezes.save(id, null)
      if (registry.first() === null) door.reopen()
    },
  })
  const signIn = createSignIn({ clock, registry, sessions, log })
  const demo: Demo | null =
    config.demoControlUrl === null ? null : createDemo(config.demoControlUrl, { registry, sessions, clock })
  await demo?.start()
  const door = createSetupDoor(
    () => registry.first() !== null,
    (code) => log.warn(`No cluster is connected any more. The code that opens the set-up page: ${code}`),
  )
  const terminal = createTerminalCode((code) =>
    // A warning, so that it is told at any usual level: a used code is worth nothing, and there is no other way to the new one.
    log.warn(`A new read-only code for when PVE can sign nobody in: ${code}`),
  )
  const jar = cookies(tls !== null || config.trustedProxy.length > 0)
  const who = createWho({ registry, sessions, cookies: jar, door, scripts: createScriptTokens(clock) })

  const channel = createChannelService({
    clock,
    audit,
    store: channelStore(database, seal),
    suggest: (cluster, node) => demo?.sshAddress(cluster, node) ?? null,
  })
  const roots = createRootTickets(clock)
  const runs = runStore(database)
  const drive = createDrive({
    clock,
    log,
    audit,
    roots,
    channel,
    store: runs,
    findCluster: (id) => registry.find(id),
    ticketOf: (cluster, user) => sessions.ticketOf(cluster, user),
    startPart: (parent, part, shared) =>
      runService.startPart(starterOf(parent), { ...part, shared, parent: parent.id }),
  })
  const runService = createRunService({
    clock,
    drive,
    store: runs,
    makePlan: createPlanner({ clock, channel, store: runs }),
  })

  /** Parts of a run of many are started in the name of who started it, while their ticket lasts. */
  function starterOf({ cluster: id, user, address }: RunRecord): Person {
    const cluster = registry.get(id)
    const auth = sessions.ticketOf(id, user)
    const sight = cluster.sight(user)
    if (!auth || !sight) throw new TicketGone('nobody of that name is signed in')
    return { user, address, cluster, auth, sight }
  }

  installErrors(app)
  await app.register(cookie)
  await app.register(rateLimit, {
    global: true,
    max: 900,
    timeWindow: '1 minute',
    // The app's own files cost little, and a household behind one address opens it on every screen at once.
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => new AppError('too-many-requests', 'Too many requests. Wait a moment and try again.'),
  })
  await installHeaders(app, tls !== null)
  installGuard(app, config)

  const pictureDeps = { clock, who, hub, sessions, service, build }
  implement(app, {
    ...sessionHandlers({ clock, registry, sessions, signIn, door, terminal, cookies: jar, who, demo, hub }),
    ...connectionHandlers({ service, who, audit, isDemo: demo !== null }),
    ...pictureHandlers(pictureDeps),
    ...findingHandlers({ who, clock, audit }),
    ...channelHandlers({ who, channel }),
    ...runHandlers({ who, clock, audit, drive, roots, runs: runService }),
    chooseScenario: async ({ body }, { request }) => {
      who.require(request)
      if (!demo) throw new AppError('not-found', 'This is not a demo.')
      return { cluster: await demo.choose(body.scenario) }
    },
  })
  installPictureRoutes(app, pictureDeps)
  app.get('/healthz', { config: { rateLimit: false } }, () => ({ ok: true }))
  app.get('/readyz', { config: { rateLimit: false } }, (_request, reply) => {
    const ready = registry
      .all()
      .some((cluster) => cluster.tokenFeed()?.readAt() || cluster.record.reading === 'sign-in')
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  await installStaticWeb(app, webDir)

  const stop = new AbortController()
  /** A chore that fails (a full disk, say) is tried again the next time; it must not end the process. */
  const every = async (ms: number, chore: () => Promise<void>) => {
    while (!stop.signal.aborted) {
      await clock.sleep(ms, stop.signal)
      if (!stop.signal.aborted)
        await chore().catch((error: unknown) => log.error({ err: error }, 'a regular chore failed'))
    }
  }
  await runService.resume()
  const chores = [
    // A run that waits for PVE, a sign-in or a thaw looks again by itself.
    every(waitingRunsMs, async () => drive.wake()),
    every(keepAliveMs, () => roots.keepAlive((run) => registry.find(drive.live(run)?.cluster ?? ''))),
    every(keepAliveMs, () => signIn.keepAlive()),
    every(learnEveryMs, async () => {
      for (const cluster of registry.all()) await service.learnNodes(cluster).catch(() => undefined)
    }),
  ]
  app.addHook('preClose', async () => hub.closeAll())

  return {
    app,
    door,
    terminal,
    keepAlive: () => signIn.keepAlive(),
    async close() {
      stop.abort()
      await app.close()
      await Promise.all(chores)
      await drive.stop()
      await registry.stop()
      await database.destroy()
    },
  }
}
