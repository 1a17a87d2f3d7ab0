import type { GuestRow, NodeRow, QuorumFacts, StorageRow, TaskRow } from '@steward/contracts'
import type { AnyRule, Params, Profile } from '../define-rule.ts'
import type { ByKey, Facts, GuestConfig, Missing, Parts, Read } from '../facts.ts'
import { runRule, type Judged, type Outcome } from '../run-rules.ts'

/** Builders for tests: each makes a thing that is fine, and takes what shall be different. */
export const now = 1_800_000_000
export const read = <T>(value: T, call = 'GET /test'): Read<T> => ({ value, readAt: now - 5, call })
export const byKey = <T>(
  values: Readonly<Record<string, T>>,
  missing: Readonly<Record<string, Missing>> = {},
): ByKey<T> => ({
  read: new Map(Object.entries(values).map(([key, value]) => [key, read(value, `GET /nodes/${key}`)])),
  missing: new Map(Object.entries(missing)),
})
const notRead: Missing = { reason: 'not-read-yet', message: 'not read in this test' }

export const guest = (vmid: number, values: Partial<GuestRow> = {}): GuestRow => ({
  id: String(vmid),
  vmid,
  kind: 'qemu',
  node: 'alder',
  name: `guest-${vmid}`,
  state: 'running',
  rawState: 'running',
  unknown: null,
  template: false,
  offOnPurpose: null,
  lock: null,
  tags: [],
  pool: null,
  ha: null,
  startedAt: now - 86_400,
  cpu: 0.05,
  cpuMax: 2,
  memory: 1e9,
  memoryMax: 4e9,
  diskUsed: null,
  diskMax: 32e9,
  netIn: 0,
  netOut: 0,
  diskRead: 0,
  diskWrite: 0,
  ...values,
})
export const node = (name: string, values: Partial<NodeRow> = {}): NodeRow => ({
  id: name,
  name,
  state: 'online',
  unknown: null,
  ghost: false,
  nodeId: 1,
  address: '192.0.2.1',
  votes: 1,
  startedAt: now - 864_000,
  cpu: 0.1,
  cpuMax: 8,
  memory: 8e9,
  memoryMax: 32e9,
  rootUsed: 2e10,
  rootMax: 1e11,
  load: 0.5,
  ioWait: 0,
  swapUsed: 0,
  swapMax: 8e9,
  version: '9.2.11',
  kernel: '7.0.14-1-pve',
  cpuModel: 'Intel(R) Core(TM) i5-10500T CPU @ 2.30GHz',
  stalledSince: null,
  maintenance: false,
  ...values,
})
export const storage = (nodeName: string, name: string, values: Partial<StorageRow> = {}): StorageRow => ({
  id: `${nodeName}/${name}`,
  node: nodeName,
  storage: name,
  state: 'available',
  unknown: null,
  kind: 'lvmthin',
  content: ['images', 'rootdir'],
  shared: false,
  used: 4e11,
  max: 1e12,
  ...values,
})
export const task = (values: Partial<TaskRow> = {}): TaskRow => ({
  id: 'UPID:alder:00000001:00000001:00000001:qmstart:100:root@pam:',
  node: 'alder',
  type: 'qmstart',
  subject: '100',
  user: 'root@pam',
  token: null,
  startedAt: now - 600,
  endedAt: now - 590,
  state: 'ok',
  exit: 'OK',
  unconfirmed: false,
  ...values,
})
export const quorum = (values: Partial<QuorumFacts> = {}): QuorumFacts => ({
  state: 'quorate',
  unknown: null,
  votes: ['alder', 'birch', 'cedar'].map((name) => ({ node: name, votes: 1, present: true })),
  expected: 3,
  needed: 2,
  present: 3,
  mayFail: 1,
  qdevice: null,
  views: [],
  statusIsStale: false,
  expectedLowered: false,
  ifFails: [],
  ifReturns: [],
  unheard: [],
  qdeviceAdvice: null,
  ...values,
})
export const config = (
  values: Readonly<Record<string, string>>,
  pending: GuestConfig['pending'] = [],
): GuestConfig => ({ values: { name: 'guest', cores: '2', memory: '4096', ...values }, pending })

/** Parts for a test: those given are there, all others are "not read yet". */
export function partsOf(values: Partial<Facts>): Parts {
  const names: (keyof Facts)[] = [
    'guests',
    'nodes',
    'storages',
    'tasks',
    'quorum',
    'ha',
    'haResources',
    'clusterNodes',
    'backupJobs',
    'notBackedUp',
    'storageConfig',
    'clusterOptions',
    'users',
    'guestConfigs',
    'snapshots',
    'agents',
    'cloudInit',
    'nodeStatus',
    'nodeServices',
    'nodeDisks',
    'nodeZfs',
    'nodeThinPools',
    'nodeNetwork',
    'nodeCertificates',
    'nodePackages',
    'nodeRepositories',
    'nodeSubscription',
    'nodeTime',
    'nodeReplication',
    'observed',
  ]
  const blank = Object.fromEntries(names.map((name) => [name, notRead]))
  // Every name of Facts is in the list above, which the return type cannot see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...blank, ...values } as Parts
}

type Options = { profile?: Profile; thresholds?: Readonly<Record<string, number>> }

export const outcomeOf = (
  rule: AnyRule,
  values: Partial<Facts>,
  { profile = 'home', thresholds = {} }: Options = {},
): Outcome =>
  runRule(rule, partsOf(values), {
    profile,
    now,
    switches: new Map([[rule.id, true]]),
    thresholds: new Map(Object.entries(thresholds).map(([name, value]) => [`${rule.id}.${name}`, value])),
    ignores: () => false,
  })

/** The findings of a rule; throws when it was not checked or crashed, so that a test cannot pass by accident. */
export function findingsOf(rule: AnyRule, values: Partial<Facts>, options?: Options): Judged[] {
  const outcome = outcomeOf(rule, values, options)
  if (outcome.state === 'ok') return []
  if (outcome.state === 'found') return outcome.findings
  throw new Error(`${rule.id} was ${outcome.state}: ${JSON.stringify(outcome)}`)
}

/** The subjects of a rule's findings, e.g. ["guest/100"]. */
export const subjectsOf = (rule: AnyRule, values: Partial<Facts>, options?: Options): string[] =>
  findingsOf(rule, values, options).map((finding) => `${finding.subject.kind}/${finding.subject.id}`)
export const paramsOf = (rule: AnyRule, values: Partial<Facts>, options?: Options): Params =>
  findingsOf(rule, values, options)[0]?.params ?? {}
