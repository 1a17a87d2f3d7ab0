import type { ClusterFacts } from '@steward/contracts'
import {
  fold,
  rules,
  runRules,
  type Judged,
  type Missing,
  type Observed,
  type Outcome,
  type Parts,
} from '@steward/diagnostics'
import type { CallName } from '@steward/pve-client'
import {
  assemble,
  emptyPicture,
  type NodeAnswer,
  type Picture,
  type RawResource,
  type Readings,
} from '@steward/snapshot'
import { nothingObserved, observe } from '../../apps/bff/src/diagnosis/observe.ts'
import { newPartsMemory, partsOf } from '../../apps/bff/src/diagnosis/parts.ts'
import { storeOf, whole, type FactName, type FactStore } from '../../apps/bff/src/readers/fact-rounds.ts'
import { ownViews } from '../../apps/bff/src/readers/own-views.ts'
import { nothingGathered } from '../../apps/bff/src/readers/rounds.ts'
import { allReads, dataOf, newest, placeOf, recordingOf, refusalOf, secondsOf, type Recording } from './recordings.ts'

/** One look at a recorded cluster. */
export type Moment = {
  /** The recorded `/cluster/resources` that this look begins with; where none was recorded, `/nodes`, which has its rows of nodes. */
  resources: string
  /** Unix seconds, for a later look at what stands unchanged; else the time of the recording. */
  at?: number
  /** Rows that no recording of this moment contains, made from other answers; the test says from which. */
  inferred?: readonly RawResource[]
  /** Configurations that no recording contains; the test says why they are right. */
  configs?: Readonly<Record<string, Record<string, string>>>
  /** Answers of another moment of the story that stand in for ones that are missing here; the test says why they may. */
  instead?: Partial<Record<CallName, string>>
  /** Names of the recordings that belong to it: those of the same series, asked through the same node. */
  series: RegExp
  /** Through which node was asked. */
  node: string
  /** What other nodes say of the same moment, as far as it is recorded. */
  others?: readonly { node: string; series: RegExp }[]
  /** A sweep of calls takes some seconds; what was answered so long (2 s unless told) after the list still belongs to it. */
  sweepSec?: number
}

const factCalls: Partial<Record<FactName, CallName>> = {
  backupJobs: 'clusterBackup',
  notBackedUp: 'clusterNotBackedUp',
  storageConfig: 'storageConfig',
  haResources: 'haResources',
  clusterOptions: 'clusterOptions',
  users: 'users',
  nodeStatus: 'nodeStatus',
  nodeServices: 'nodeServices',
  nodeReplication: 'nodeReplication',
  nodeThinPools: 'nodeLvmThin',
  nodeZfs: 'nodeZfs',
  nodeNetwork: 'nodeNetwork',
  nodeRepositories: 'nodeAptRepositories',
  nodeSubscription: 'nodeSubscription',
  nodeCertificates: 'nodeCertificates',
  nodePackages: 'nodeAptVersions',
  nodeDisks: 'nodeDisks',
  nodeTime: 'nodeTime',
  snapshots: 'qemuSnapshots',
  cloudInit: 'qemuCloudinit',
}
const guestCalls = ['qemuPending', 'lxcPending', 'qemuConfig', 'lxcConfig'] as const

export type Finding = {
  rule: string
  on: string
  severity: string
  /** The rule of the cause that it is folded under. */
  under: string | null
  /** It has stood for as long as the rule wants, so that a person is told. */
  told: boolean
}
export type Look = {
  now: number
  picture: Picture
  readings: Readings
  cluster: ClusterFacts
  observed: Observed
  parts: Parts
  outcomes: Outcome[]
  /** Every finding, and under which cause it is folded. */
  findings: Finding[]
}

/** A cluster followed from recording to recording, with the memory that a running Steward has. */
export function createWorld(profile: 'home' | 'production' = 'home') {
  let picture: Picture = emptyPicture
  let observed: Observed = nothingObserved
  let readings: Readings | null = null
  const since = new Map<string, number>()
  return {
    look(moment: Moment): Look {
      const first = recordingOf(moment.resources)
      const now = moment.at ?? secondsOf(first)
      const fresh = readingsOf(moment, first, picture)
      // A part that could not be read stays as it was, with its age.
      readings = {
        ...fresh,
        status: fresh.status ?? readings?.status ?? null,
        ha: fresh.ha ?? readings?.ha ?? null,
        tasks: fresh.tasks ?? readings?.tasks ?? null,
        configNodes: fresh.configNodes ?? readings?.configNodes ?? null,
      }
      picture = assemble(readings, picture)
      // As in the running server, who else can be asked is known only after the first picture.
      readings.answers = answersOf(moment, now, picture)
      picture = assemble(readings, picture)
      observed = observe(observed, picture, now)
      const parts = partsOf(sourceOf(moment, { picture, readings, now }), observed, newPartsMemory())
      const outcomes = runRules(rules, parts, {
        profile,
        now,
        switches: new Map(),
        thresholds: new Map(),
        ignores: () => false,
      })
      return {
        now,
        picture,
        readings,
        cluster: clusterOf(picture, now),
        observed,
        parts,
        outcomes,
        findings: findingsOf(outcomes, since, now),
      }
    },
  }
}

const clusterOf = (picture: Picture, now: number): ClusterFacts => ({
  id: 'real',
  at: now,
  name: 'real',
  singleNode: picture.quorum.state === 'single-node',
  quorum: picture.quorum,
  version: '9.2.11',
  parts: [{ part: 'resources', readAt: now, error: null }],
  connection: { state: 'connected', since: now },
  requestsPerMinute: 1,
  requestBudget: 120,
  freeze: null,
})

function part<T>(call: CallName, moment: Moment, until: number): T | null {
  const instead = moment.instead?.[call]
  const recording = instead === undefined ? newest(call, { series: moment.series, until }) : recordingOf(instead)
  // The schema of the call gave it the shape that the snapshot takes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return recording === null || refusalOf(recording) !== null ? null : (dataOf(call, recording) as T)
}

/** The row that `/cluster/resources` has for a guest, from its `status/current`: the same figures, and QEMU's run state as status. */
export function rowOf(name: string): RawResource {
  const recording = recordingOf(name)
  const kind = recording.path.includes('/lxc/') ? 'lxc' : 'qemu'
  const place = placeOf(kind === 'lxc' ? 'lxcStatus' : 'qemuStatus', recording)
  const data = { ...Object(dataOf(kind === 'lxc' ? 'lxcStatus' : 'qemuStatus', recording)) }
  return {
    ...data,
    id: `${kind}/${place?.[1]}`,
    type: kind,
    node: place?.[0],
    vmid: Number(place?.[1]),
    status: data.qmpstatus ?? data.status,
    maxcpu: data.cpus,
    hastate: data.ha?.managed ? data.ha.state : undefined,
  }
}

const untilOf = (moment: Moment, now: number) => now + (moment.sweepSec ?? 2)

function readingsOf(moment: Moment, first: Recording, before: Picture): Readings {
  const now = moment.at ?? secondsOf(first)
  const until = untilOf(moment, now)
  return {
    now,
    resources: [...rowsOf(first), ...(moment.inferred ?? [])],
    status: part('clusterStatus', moment, until),
    tasks: part('clusterTasks', moment, until),
    ha: part('clusterHaStatus', moment, until),
    configNodes: part('clusterConfigNodes', moment, until),
    qdevice: part('clusterConfigQdevice', moment, until),
    answers: answersOf(moment, now, before),
    nodeDetails: new Map(),
    guestConfigs: new Map(),
  }
}

function rowsOf(recording: Recording): RawResource[] {
  const call = placeOf('nodes', recording) === null ? 'clusterResources' : 'nodes'
  // Both calls have rows of this shape, and their schemas have checked them.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return dataOf(call, recording) as RawResource[]
}

function answersOf(moment: Moment, now: number, picture: Picture): NodeAnswer[] {
  const answer = (from: Pick<Moment, 'node' | 'series'>): NodeAnswer => {
    const until = untilOf(moment, now)
    const recording = newest('clusterStatus', { series: from.series, until })
    return {
      node: from.node,
      status: part('clusterStatus', { ...moment, series: from.series }, until),
      ha: part('clusterHaStatus', { ...moment, series: from.series }, until),
      readAt: now,
      notAsked:
        recording === null
          ? 'not-yet'
          : recording.status === 403
            ? 'no-right'
            : recording.status === 200
              ? null
              : 'failed',
    }
  }
  const others = new Map((moment.others ?? []).map((other) => [other.node, answer(other)]))
  return ownViews(answer(moment), { picture, answers: others, known: new Set(picture.nodes.keys()) })
}

type Seen = { picture: Picture; readings: Readings; now: number }

function sourceOf(moment: Moment, { picture, readings, now }: Seen): Parameters<typeof partsOf>[0] {
  const gathered = nothingGathered()
  const reads = allReads().filter(
    (recording) => moment.series.test(recording.name) && secondsOf(recording) <= untilOf(moment, now),
  )
  for (const [name, call] of Object.entries(factCalls))
    // The table's own keys, which Object.entries forgets.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    for (const recording of reads) addFact(gathered.facts, name as FactName, call, recording)
  for (const call of guestCalls) for (const recording of reads) addConfig(gathered.facts, call, recording)
  for (const [id, values] of Object.entries(moment.configs ?? {}))
    storeOf(gathered.facts, 'guestConfigs').read.set(id, {
      value: { values, pending: [] },
      readAt: now,
      call: 'inferred',
    })
  const absent = (name: 'ha' | 'configNodes' | 'status', value: unknown) => ({
    part: name,
    readAt: value === null ? null : now,
    error: null,
  })
  return {
    picture: () => picture,
    readings: () => readings,
    readAt: () => now,
    gathered: () => gathered,
    facts: () => ({
      parts: [
        absent('status', readings.status),
        absent('ha', readings.ha),
        absent('configNodes', readings.configNodes),
      ],
    }),
  }
}

function addFact(facts: FactStore, name: FactName, call: CallName, recording: Recording) {
  const place = placeOf(call, recording)
  if (place === null) return
  const key = name === 'snapshots' || name === 'cloudInit' ? (place[1] ?? '') : (place[0] ?? whole)
  put(facts, name, key, recording, () => {
    const data = dataOf(call, recording)
    if (name === 'nodeTime' && typeof data === 'object') return { ...data, askedAt: secondsOf(recording) }
    if (name === 'nodeNetwork') return { interfaces: data, changes: changesOf(recording) }
    return data
  })
}

/** The recorder kept the whole body of this answer; what is pending stands beside the data. */
function changesOf({ body }: Recording): string | null {
  const changes: unknown = body === null ? null : Object.entries(body).find(([key]) => key === 'changes')?.[1]
  return typeof changes === 'string' ? changes : null
}

/** Both forms of a configuration become what the sweep would have made of `/pending`. */
function addConfig(facts: FactStore, call: (typeof guestCalls)[number], recording: Recording) {
  const place = placeOf(call, recording)
  const id = place?.[1]
  if (id === undefined) return
  put(facts, 'guestConfigs', id, recording, () => {
    const data = dataOf(call, recording)
    if (!Array.isArray(data)) return { values: plain(data), pending: [] }
    const rows: { key: string; value?: string; pending?: string; delete?: number }[] = data
    return {
      values: Object.fromEntries(rows.flatMap((row) => (row.value === undefined ? [] : [[row.key, row.value]]))),
      pending: rows.filter((row) => row.pending !== undefined || row.delete !== undefined),
    }
  })
}

/** Without PVE's own book-keeping, as `/pending` gives it. */
export const plain = (data: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' && key !== 'digest' ? [[key, value]] : [],
    ),
  )

function put(facts: FactStore, name: FactName, key: string, recording: Recording, value: () => unknown) {
  const store = storeOf(facts, name)
  const refusal = refusalOf(recording)
  if (refusal === null)
    store.read.set(key, { value: value(), readAt: secondsOf(recording), call: `GET ${recording.path}` })
  else if (!store.read.has(key)) store.missing.set(key, missingOf(recording, refusal))
  store.version += 1
}

const missingOf = ({ status }: Recording, message: string): Missing => ({
  reason: status === 403 ? 'no-right' : 'read-failed',
  message,
})

const confirmSec = new Map(rules.map((rule) => [rule.id, rule.confirmSec ?? 0]))

function findingsOf(outcomes: readonly Outcome[], since: Map<string, number>, now: number): Finding[] {
  const found = outcomes.flatMap((outcome) => (outcome.state === 'found' ? outcome.findings : []))
  const ids = new Set(found.map((finding) => finding.id))
  for (const id of since.keys()) if (!ids.has(id)) since.delete(id)
  for (const id of ids) if (!since.has(id)) since.set(id, now)
  const line = (finding: Judged, under: Judged | null): Finding => ({
    rule: finding.rule,
    on: `${finding.subject.kind}/${finding.subject.id}`,
    severity: finding.severity,
    under: under === null ? null : under.rule,
    told: now - (since.get(finding.id) ?? now) >= (confirmSec.get(finding.rule) ?? 0),
  })
  return fold(found).flatMap(({ cause, folded }) => [line(cause, null), ...folded.map((one) => line(one, cause))])
}
