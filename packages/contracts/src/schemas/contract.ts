import { z } from 'zod'
import type {
  AuditCheck,
  AuditRow,
  ChannelReply,
  ClusterFacts,
  CollectionReply,
  Connection,
  ExportReply,
  FindingRow,
  GuestRow,
  MakeReaderReply,
  NodeHistory,
  NodeRow,
  PermissionCheck,
  PlannedCall,
  ProbeReply,
  Realm,
  RouteName,
  RulesReply,
  RunOffer,
  RunPlan,
  RunReply,
  RunRow,
  SessionState,
  SignInReply,
  StorageRow,
  StuckReply,
  TaskRow,
} from '../index.ts'

const clusterId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/)
const cluster = z.object({ cluster: clusterId })
const fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
const userName = z.string().min(1).max(64)
const realmName = z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,31}$/)
const password = z.string().min(1).max(1024)
const credentials = z.object({ username: userName, realm: realmName, password, otp: z.string().max(64).optional() })

/** A reply whose shape is the TypeScript type: it is made by our own code and sent as it is. */
const reply = <T>() => z.custom<T>()
const nothing = z.object({ ok: z.literal(true) })

const runParams = cluster.extend({ run: z.string().regex(/^[1-9][0-9]{0,8}$/) })
const channelParams = cluster.extend({ node: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/) })
const wanted = z.object({ runbook: z.string().max(60), input: z.unknown() })

/** What each route takes and answers. The keys are those of `routes`; a missing one does not compile. */
export const contract = {
  readSession: { response: reply<SessionState>() },
  listRealms: { params: cluster, response: reply<Realm[]>() },
  signIn: {
    body: z.object({ cluster: clusterId, username: userName, realm: realmName, password }),
    response: reply<SignInReply>(),
  },
  answerSecondFactor: {
    body: z.object({
      challenge: z.string().max(128),
      method: z.enum(['totp', 'recovery', 'yubico']),
      response: z.string().min(1).max(128),
    }),
    response: reply<SignInReply>(),
  },
  useTerminalCode: { body: z.object({ code: z.string().min(1).max(64) }), response: reply<SignInReply>() },
  signOut: { response: nothing },
  signOutEverywhere: { response: nothing },
  unlockSetup: { body: z.object({ code: z.string().min(1).max(64) }), response: nothing },
  probeAddress: { body: z.object({ address: z.string().min(1).max(255) }), response: reply<ProbeReply>() },
  createConnection: {
    body: z.object({
      host: z.string().min(1).max(253),
      port: z.number().int().min(1).max(65535),
      trust: z.union([z.literal('system'), fingerprint]),
      name: z.string().max(64).optional(),
    }),
    response: reply<Connection>(),
  },
  listConnections: { response: reply<Connection[]>() },
  updateConnection: {
    params: cluster,
    body: z.object({
      name: z.string().min(1).max(64).optional(),
      endpoints: z
        .array(
          z.object({
            node: z.string().max(63).nullable(),
            host: z.string().min(1).max(253),
            port: z.number().int().min(1).max(65535),
          }),
        )
        .max(64)
        .optional(),
    }),
    response: reply<Connection>(),
  },
  repinEndpoint: {
    params: cluster,
    body: z.object({ host: z.string().min(1).max(253), port: z.number().int().min(1).max(65535), fingerprint }),
    response: reply<Connection>(),
  },
  readWithSignIn: { params: cluster, response: reply<Connection>() },
  planReader: { params: cluster, response: reply<PlannedCall[]>() },
  makeReader: { params: cluster, body: credentials, response: reply<MakeReaderReply>() },
  pasteToken: {
    params: cluster,
    body: z.object({ token: z.string().min(1).max(512) }),
    response: reply<PermissionCheck>(),
  },
  planRemoval: { params: cluster, response: reply<PlannedCall[]>() },
  removeConnection: {
    params: cluster,
    body: z.object({ removeReader: z.boolean() }),
    response: reply<{ ok: boolean; results: MakeReaderReply['results'] }>(),
  },
  readCluster: { params: cluster, response: reply<ClusterFacts>() },
  listGuests: { params: cluster, response: reply<CollectionReply<GuestRow>>() },
  listNodes: { params: cluster, response: reply<CollectionReply<NodeRow>>() },
  listStorages: { params: cluster, response: reply<CollectionReply<StorageRow>>() },
  listTasks: { params: cluster, response: reply<CollectionReply<TaskRow>>() },
  listFindings: { params: cluster, response: reply<CollectionReply<FindingRow>>() },
  readStuck: {
    params: z.object({ cluster: clusterId, vmid: z.string().regex(/^[1-9][0-9]{2,8}$/) }),
    response: reply<StuckReply>(),
  },
  listRules: { params: cluster, response: reply<RulesReply>() },
  changeRules: {
    params: cluster,
    body: z.object({
      profile: z.enum(['home', 'production']).optional(),
      switches: z.record(z.string().max(80), z.boolean().nullable()).optional(),
      thresholds: z.record(z.string().max(120), z.number().nullable()).optional(),
      ignores: z.array(z.string().min(1).max(200)).max(200).optional(),
    }),
    response: reply<RulesReply>(),
  },
  snoozeFinding: {
    params: cluster,
    body: z.object({ id: z.string().max(300), until: z.number().int(), reason: z.string().min(1).max(500) }),
    response: nothing,
  },
  markFinding: {
    params: cluster,
    body: z.object({ id: z.string().max(300), reason: z.string().min(1).max(500) }),
    response: nothing,
  },
  reopenFinding: { params: cluster, body: z.object({ id: z.string().max(300) }), response: nothing },
  readHistory: { params: cluster, response: reply<NodeHistory[]>() },
  checkPermissions: {
    params: cluster,
    query: z.object({ of: z.enum(['reader', 'me']).optional() }),
    response: reply<PermissionCheck>(),
  },
  live: { params: cluster, response: reply<never>() },
  /** The ids of every runbook: a page offers no other. */
  listRunbooks: { params: cluster, response: reply<string[]>() },
  listOffers: {
    params: cluster,
    query: z.object({
      guide: z.string().max(80),
      vmid: z.string().regex(/^[1-9][0-9]{2,8}$/),
      rule: z.string().max(80).optional(),
      /** Of an unfinished snapshot, where the finding names a single one. */
      snapshot: z.string().max(60).optional(),
    }),
    response: reply<RunOffer[]>(),
  },
  listRuns: { params: cluster, response: reply<RunRow[]>() },
  planRun: { params: cluster, body: wanted, response: reply<RunPlan>() },
  exportRun: {
    params: cluster,
    body: wanted.extend({ form: z.enum(['shell', 'curl', 'ansible', 'terraform']) }),
    response: reply<ExportReply>(),
  },
  startRun: {
    params: cluster,
    body: wanted.extend({
      hash: z.string().max(64),
      // Made by the browser for one press of the button: a second request with it answers the same run.
      key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
      confirm: z.string().max(200).optional(),
    }),
    response: reply<{ id: number }>(),
  },
  readRun: { params: runParams, response: reply<RunReply>() },
  decideRun: {
    params: runParams,
    body: z.object({ what: z.enum(['cancel', 'retry', 'undo', 'give-up', 'take-over']) }),
    response: nothing,
  },
  signInForRun: {
    params: runParams,
    body: z.object({ password, otp: z.string().max(64).optional() }),
    response: nothing,
  },
  changeFreeze: {
    params: cluster,
    body: z.object({
      frozen: z.boolean(),
      until: z.number().int().nullable().optional(),
      reason: z.string().max(500).optional(),
    }),
    response: nothing,
  },
  listAudit: {
    query: z.object({ before: z.coerce.number().int().optional(), text: z.string().max(200).optional() }),
    response: reply<AuditRow[]>(),
  },
  checkAudit: { response: reply<AuditCheck>() },
  readChannel: { params: cluster, response: reply<ChannelReply>() },
  setUpChannel: {
    params: channelParams,
    body: z.object({ host: z.string().min(1).max(253), port: z.number().int().min(1).max(65535) }),
    response: reply<ChannelReply>(),
  },
  confirmHostKey: {
    params: channelParams,
    body: z.object({ fingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/) }),
    response: reply<ChannelReply>(),
  },
  proveChannel: { params: channelParams, response: reply<ChannelReply>() },
  removeChannel: { params: channelParams, response: reply<ChannelReply>() },
  chooseScenario: {
    body: z.object({ scenario: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
    response: reply<{ cluster: string }>(),
  },
} as const satisfies Record<RouteName, RouteSchema>

type RouteSchema = { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodObject; response: z.ZodType }

export type Contract = typeof contract
type Part = 'params' | 'query' | 'body'
type PartsOf<E, Side extends 'in' | 'out'> = {
  [K in Part as K extends keyof E ? K : never]: E[K & keyof E] extends infer S extends z.ZodType
    ? Side extends 'in'
      ? z.output<S>
      : z.input<S>
    : never
}
/** What a handler of route N receives: parsed. */
export type HandlerArgs<N extends RouteName> = PartsOf<Contract[N], 'in'>
/** What a caller of route N passes. */
export type CallArgs<N extends RouteName> = PartsOf<Contract[N], 'out'>
export type Reply<N extends RouteName> = Contract[N]['response'] extends infer R extends z.ZodType ? z.output<R> : never
