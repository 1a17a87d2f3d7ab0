import type { GuestRow, NodeRow, QuorumFacts, StorageRow, TaskRow } from '@steward/contracts'
import type { HaRow, Missing, Read } from '../facts.ts'

/** A task that PVE has just verified to be alive (`source=active`: pid and start time are checked by the node). */
export type ActiveTask = {
  upid: string
  type: string
  id: string
  user: string
  startedAt: number
  lastLine: string | null
}
/** `status/current`. The QMP fields are missing when QEMU itself does not answer. */
export type Current = { status: string; qmpstatus: string | null; qemuAnswers: boolean; lock: string | null }

/** Everything that the walk looks at, read for one guest at one moment. A missing piece is said, never guessed. */
export type StuckFacts = {
  now: number
  guest: GuestRow
  node: NodeRow | null
  quorum: QuorumFacts
  ha: { service: HaRow | null; manager: HaRow | null } | Missing
  activeTasks: Read<readonly ActiveTask[]> | Missing
  /** The reader may see other people's tasks on this node (Sys.Audit there). Without it "no task" means nothing. */
  seesAllTasks: boolean
  current: Read<Current> | Missing
  config: Read<Readonly<Record<string, string>>> | Missing
  agent: Read<{ answers: boolean; message: string | null }> | Missing
  /** The storages that its disks lie on, as its node sees them. */
  storages: readonly StorageRow[]
  /** Tasks of this guest in the list of the cluster. */
  recent: readonly TaskRow[]
  /** What is listed as running on the other nodes: a migration or clone holds locks there too. */
  elsewhere: readonly TaskRow[]
  /** The reader may see other people's tasks on every node (Sys.Audit on the root). */
  seesElsewhere: boolean
  /** Members that do not answer now. */
  awayNodes: readonly string[]
  /** Since when the config lock has been seen; null without a lock. */
  lockSince: number | null
}

export type StationName = 'quorum' | 'ha' | 'task' | 'lock' | 'run-state' | 'agent' | 'storage'
export type Station = {
  name: StationName
  state: 'fine' | 'held' | 'cause' | 'not-checked' | 'not-needed'
  /** Key of its sentence: `stuck:<name>-<say>`. */
  say: string
  params: Readonly<Record<string, string | number>>
  evidence: string | null
  readAt: number | null
}

export type StuckVerdict =
  | 'not-stuck'
  | 'no-quorum'
  | 'node-away'
  | 'task-unconfirmed'
  | 'waiting-shutdown'
  | 'guest-ignores-request'
  | 'held-by-task'
  | 'left-over-lock'
  | 'half-made'
  | 'hibernated'
  | 'mounted-container'
  | 'storage-hangs'
  | 'storage-full'
  | 'io-error'
  | 'cleanup-after-stop'
  | 'qemu-frozen'
  | 'ha-waits'
  | 'ha-error'
  | 'paused'
  | 'lock-file-held'
  | 'cannot-tell'

export type StuckAnswer = {
  verdict: StuckVerdict
  params: Readonly<Record<string, string | number>>
  stations: readonly Station[]
  /** What could not be seen, as keys `stuck:missing-<key>`; with any of them a left-over is never called proven. */
  missing: readonly string[]
  /** A guide; a guided run where there is one. */
  fix: string | null
}
