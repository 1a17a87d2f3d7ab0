import type { GuestRow, NodeRow, QuorumFacts, StorageRow, TaskRow } from '@steward/contracts'
import { toGuests } from './guests.ts'
import type { Motion } from './motion.ts'
import { toNodes } from './nodes.ts'
import { reuseRows } from './patch.ts'
import { judgeQuorum, type NodeAnswer } from './quorum.ts'
import type {
  GuestConfigFacts,
  RawConfigNode,
  RawHaRow,
  RawNodeStatus,
  RawQdevice,
  RawResource,
  RawStatusRow,
  RawTask,
} from './raw.ts'
import { toStorages } from './storages.ts'
import { followStops, toTasks } from './tasks.ts'

/** What the readers have brought home so far; null where a part was never read. */
export type Readings = {
  /** Unix seconds at which the resources were read. */
  now: number
  resources: readonly RawResource[] | null
  status: readonly RawStatusRow[] | null
  tasks: readonly RawTask[] | null
  ha: readonly RawHaRow[] | null
  configNodes: readonly RawConfigNode[] | null
  qdevice: RawQdevice | null
  answers: readonly NodeAnswer[]
  nodeDetails: ReadonlyMap<string, RawNodeStatus>
  guestConfigs: ReadonlyMap<string, GuestConfigFacts>
}

/** The rows of all lists by id, with what has to be remembered for the next reading. */
export type Picture = {
  guests: ReadonlyMap<string, GuestRow>
  nodes: ReadonlyMap<string, NodeRow>
  storages: ReadonlyMap<string, StorageRow>
  tasks: ReadonlyMap<string, TaskRow>
  quorum: QuorumFacts
  memory: {
    guests: ReadonlyMap<string, Motion>
    nodes: ReadonlyMap<string, Motion>
    stoppedByPerson: ReadonlySet<string>
  }
}

export const emptyPicture: Picture = {
  guests: new Map(),
  nodes: new Map(),
  storages: new Map(),
  tasks: new Map(),
  quorum: judgeQuorum({ answers: [], configNodes: null, qdevice: null }),
  memory: { guests: new Map(), nodes: new Map(), stoppedByPerson: new Set() },
}

/** Builds the next picture from the readings and the picture before. Pure: the same input gives the same output. */
export function assemble(readings: Readings, before: Picture): Picture {
  const resources = readings.resources ?? []
  const nodes = toNodes(resources, {
    now: readings.now,
    status: readings.status,
    configNodes: readings.configNodes,
    ha: readings.ha,
    details: readings.nodeDetails,
    before: before.nodes,
    motion: before.memory.nodes,
  })
  const tasks = readings.tasks === null ? before.tasks : toTasks(readings.tasks, nodes.rows)
  const managed = new Set(
    resources.flatMap((raw) => (raw.hastate !== undefined && raw.vmid !== undefined ? [String(raw.vmid)] : [])),
  )
  const stoppedByPerson = followStops(before.memory.stoppedByPerson, tasks.values(), managed)
  const guests = toGuests(resources, {
    now: readings.now,
    nodes: nodes.rows,
    before: before.guests,
    motion: before.memory.guests,
    configs: readings.guestConfigs,
    stoppedByPerson,
  })
  return {
    guests: reuseRows(before.guests, guests.rows),
    nodes: reuseRows(before.nodes, nodes.rows),
    storages: reuseRows(before.storages, toStorages(resources, { nodes: nodes.rows, before: before.storages })),
    tasks: reuseRows(before.tasks, tasks),
    quorum: judgeQuorum({ answers: readings.answers, configNodes: readings.configNodes, qdevice: readings.qdevice }),
    memory: { guests: guests.motion, nodes: nodes.motion, stoppedByPerson },
  }
}
