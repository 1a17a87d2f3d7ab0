import type { ClusterFacts, GuestRow, NodeRow, QuorumFacts, StorageRow } from '@steward/contracts'
import type { Picture } from './picture.ts'

const guestBase: Omit<GuestRow, 'id' | 'vmid' | 'name'> = {
  kind: 'qemu',
  node: 'alder',
  state: 'running',
  rawState: 'running',
  unknown: null,
  template: false,
  offOnPurpose: null,
  lock: null,
  tags: [],
  pool: null,
  ha: null,
  startedAt: 1000,
  cpu: 0.05,
  cpuMax: 2,
  memory: 512,
  memoryMax: 1024,
  diskUsed: null,
  diskMax: 1024,
  netIn: null,
  netOut: null,
  diskRead: null,
  diskWrite: null,
}

const nodeBase: Omit<NodeRow, 'id' | 'name'> = {
  state: 'online',
  unknown: null,
  ghost: false,
  nodeId: 1,
  address: null,
  votes: 1,
  startedAt: 1000,
  cpu: 0.1,
  cpuMax: 8,
  memory: 40,
  memoryMax: 100,
  rootUsed: 10,
  rootMax: 100,
  load: null,
  ioWait: null,
  swapUsed: null,
  swapMax: null,
  version: '9.2.1',
  kernel: null,
  cpuModel: null,
  stalledSince: null,
  maintenance: false,
}

/** Rows for tests: a small cluster in which all is well. */
export const testGuest = (vmid: number, more: Partial<GuestRow> = {}): GuestRow => ({
  ...guestBase,
  id: String(vmid),
  vmid,
  name: `guest-${vmid}`,
  ...more,
})

export const testNode = (name: string, more: Partial<NodeRow> = {}): NodeRow => ({
  ...nodeBase,
  id: name,
  name,
  ...more,
})

export const testStorage = (node: string, storage: string, more: Partial<StorageRow> = {}): StorageRow => ({
  id: `${node}/${storage}`,
  node,
  storage,
  state: 'available',
  unknown: null,
  kind: 'dir',
  content: [],
  shared: false,
  used: 40,
  max: 1000,
  ...more,
})

export const testQuorum = (more: Partial<QuorumFacts> = {}): QuorumFacts => ({
  state: 'quorate',
  unknown: null,
  votes: ['alder', 'birch', 'cedar'].map((node) => ({ node, votes: 1, present: true })),
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
  ...more,
})

export function testPicture(
  more: Partial<Omit<Picture, 'cluster'>> & { cluster?: Partial<ClusterFacts> } = {},
): Picture {
  const cluster: ClusterFacts = {
    id: 'home',
    at: 1_000_000,
    name: 'home',
    singleNode: false,
    quorum: testQuorum(),
    version: '9.2.1',
    parts: [{ part: 'resources', readAt: 1000, error: null }],
    connection: { state: 'connected', since: 900 },
    requestsPerMinute: 30,
    freeze: null,
    requestBudget: 120,
    ...more.cluster,
  }
  return {
    guests: [testGuest(100), testGuest(101, { node: 'birch' }), testGuest(102, { node: 'cedar' })],
    nodes: ['alder', 'birch', 'cedar'].map((name) => testNode(name)),
    storages: [testStorage('alder', 'local')],
    tasks: [],
    ...more,
    cluster,
  }
}
