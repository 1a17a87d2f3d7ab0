/**
 * PVE's answers as far as the snapshot reads them. Structural on purpose: the client's reply schemas produce these shapes,
 * and nothing here depends on the client. Absent keys are PVE's way of saying "not known" (docs/pve-behaviour.md).
 */

/** A row of `/cluster/resources` (pve-manager: PVE/API2/Cluster.pm). */
export type RawResource = {
  id: string
  type: string
  node?: string | undefined
  status?: string | undefined
  vmid?: number | undefined
  name?: string | undefined
  template?: number | boolean | undefined
  lock?: string | undefined
  tags?: string | undefined
  pool?: string | undefined
  hastate?: string | undefined
  uptime?: number | undefined
  cpu?: number | undefined
  maxcpu?: number | undefined
  mem?: number | undefined
  maxmem?: number | undefined
  disk?: number | undefined
  maxdisk?: number | undefined
  netin?: number | undefined
  netout?: number | undefined
  diskread?: number | undefined
  diskwrite?: number | undefined
  storage?: string | undefined
  plugintype?: string | undefined
  content?: string | undefined
  shared?: number | boolean | undefined
  level?: string | undefined
}

/** A row of `/cluster/status` (pve-manager: PVE/API2/Cluster.pm). */
export type RawStatusRow = {
  type: string
  name: string
  quorate?: number | boolean | undefined
  nodes?: number | undefined
  version?: number | undefined
  nodeid?: number | undefined
  online?: number | boolean | undefined
  local?: number | boolean | undefined
  ip?: string | undefined
}

/** A row of `/cluster/tasks`. A running task has neither `status` nor `endtime`. */
export type RawTask = {
  upid: string
  node: string
  type: string
  id?: string | undefined
  user: string
  tokenid?: string | undefined
  starttime: number
  endtime?: number | undefined
  status?: string | undefined
}

/** A row of `/cluster/ha/status/current` (pve-ha-manager: PVE/API2/HA/Status.pm). */
export type RawHaRow = {
  id: string
  type: string
  node?: string | undefined
  status?: string | undefined
  quorate?: number | boolean | undefined
  state?: string | undefined
  sid?: string | undefined
  crm_state?: string | undefined
  request_state?: string | undefined
}

/** A row of `/cluster/config/nodes`. PVE gives the numbers as text. */
export type RawConfigNode = {
  node: string
  name?: string | undefined
  nodeid?: string | number | undefined
  quorum_votes?: string | number | undefined
  ring0_addr?: string | undefined
}

/** `/cluster/config/qdevice`: `{}` without a QDevice, and also when the asked node's own QDevice daemon is stopped. */
export type RawQdevice = Record<string, unknown>

/** The few values of `/nodes/{node}/status` that a row carries. */
export type RawNodeStatus = {
  loadavg?: readonly (string | number)[] | undefined
  wait?: number | undefined
  swap?: { used?: number | undefined; total?: number | undefined } | undefined
  pveversion?: string | undefined
  kversion?: string | undefined
  cpuinfo?: { model?: string | undefined } | undefined
  'current-kernel'?: { release?: string | undefined } | undefined
}

/** What the configuration sweep keeps of a guest's configuration. */
export type GuestConfigFacts = { startsAtBoot: boolean; readAt: number }
