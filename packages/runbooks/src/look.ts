import type { GuestKind, Said } from '@steward/contracts'

/** A guest as PVE says it is at this moment (`status/current` on its node, found by `/cluster/resources`). */
export type GuestNow = {
  vmid: number
  kind: GuestKind
  node: string
  name: string
  /** PVE's word: running, stopped. */
  status: string
  /** QEMU's run state (running, paused, io-error …); null for containers and when QEMU does not answer. */
  qmp: string | null
  /** False when the process runs but does not answer over QMP. */
  qemuAnswers: boolean
  lock: string | null
  template: boolean
  /** Seconds since it was started, 0 when off. */
  uptime: number
  ha: { managed: boolean; state: string | null }
  /** Bytes. */
  memory: number
  tags: string
}

export type ConfigNow = {
  /** Changes with every change of the configuration; sent back with a write, so that PVE refuses a stale one. */
  digest: string
  values: Readonly<Record<string, string>>
  /** What is waiting for the next start: key → value, null for a removal. */
  pending: Readonly<Record<string, string | null>>
}

export type SnapshotNow = {
  name: string
  parent: string | null
  takenAt: number | null
  memory: boolean
  state: string | null
}
export type NodeNow = {
  name: string
  online: boolean
  memoryFree: number | null
  version: string | null
  maintenance: boolean
}
export type LiveTask = { upid: string; type: string; id: string; user: string; startedAt: number }
export type BackupNow = { storage: string; volid: string; takenAt: number }
export type StorageNow = {
  storage: string
  node: string
  content: readonly string[]
  shared: boolean
  free: number | null
  active: boolean
}
export type StuckNow = {
  verdict: string
  params: Readonly<Record<string, string | number>>
  missing: readonly string[]
}
export type MigrationNow = {
  running: boolean
  allowed: readonly string[]
  /** Node → why not, in PVE's own words. */
  refused: Readonly<Record<string, string>>
  localDisks: readonly { volid: string; size: number; cdrom: boolean }[]
  localResources: readonly string[]
}
/** The votes of the cluster as judged from all nodes; `needed` null on a node that is no cluster. */
export type VotesNow = { present: number; needed: number | null; ofNode: Readonly<Record<string, number>> }
export type TaskEndNow = { outcome: 'ok' | 'warnings' | 'failed' | 'lost'; words: string; warnings: number }

/**
 * Reading, with the rights of the person whose run it is. Each function asks PVE at that moment, but for `nodes` and
 * `backups`, which come from the last reading. They throw what the connection throws; the engine waits and asks again.
 */
export type Look = {
  guest(vmid: number): Promise<GuestNow | null>
  config(guest: Pick<GuestNow, 'kind' | 'node' | 'vmid'>): Promise<ConfigNow>
  /** Options of cloud-init that are not yet written on the guest's drive. */
  cloudInitWaiting(guest: Pick<GuestNow, 'node' | 'vmid'>): Promise<readonly string[]>
  snapshots(guest: Pick<GuestNow, 'kind' | 'node' | 'vmid'>): Promise<readonly SnapshotNow[]>
  /** Tasks that the node has just found alive, of everybody whom the person may see. */
  activeTasks(node: string): Promise<readonly LiveTask[]>
  /**
   * Tasks with this guest's number, for a forecast and never for a proof: for the parts of a run of many they come from the
   * cluster's list, which is cut to 25 a node.
   */
  tasksOf(guest: Pick<GuestNow, 'node' | 'vmid'>): Promise<readonly LiveTask[]>
  taskLog(upid: string): Promise<readonly string[]>
  taskEnd(upid: string): Promise<TaskEndNow | null>
  /** Asks the guest agent; null where none is configured or the guest is off. */
  agent(guest: GuestNow): Promise<'answers' | 'silent' | null>
  stuck(vmid: number): Promise<StuckNow>
  migration(guest: GuestNow, target?: string): Promise<MigrationNow>
  /** Whether changes can be made at all: null when it cannot be told. */
  quorate(): Promise<boolean | null>
  /** null when they cannot be told. */
  votes(): Promise<VotesNow | null>
  nodes(): Promise<readonly NodeNow[]>
  /** Seconds since the node was started; null when it does not answer. */
  nodeUptime(node: string): Promise<number | null>
  storages(node: string): Promise<readonly StorageNow[]>
  /** The newest backup of a guest that the person may see; null when there is none that can be seen. */
  lastBackup(vmid: number): Promise<BackupNow | null>
  /** Guests that live on a node. */
  guestsOn(node: string): Promise<readonly GuestNow[]>
  may(path: string, privilege: string): boolean
  /** `user@realm` whose run it is. */
  user: string
  /** PVE's release on a node, e.g. "9.2.1". */
  version(node: string): Promise<string | null>
  /** The guest and node that Steward itself runs on, as far as it can tell. */
  self: { vmid: number | null; node: string | null }
  now(): number
}

/** Why a look or a write did not work, in words of ours beside PVE's. */
export type Trouble = { says: Said; words: string | null }
