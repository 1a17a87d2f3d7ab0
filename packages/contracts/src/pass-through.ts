/**
 * What the browser may read from PVE through Steward with the person's own ticket: an allow-list of path templates.
 * `GET /api/clusters/:cluster/pve/<path>` answers `PassThroughReply`. `slow` calls touch storages or guests and are made
 * one at a time per node; one that hung is not repeated until the node's figures move again (docs/pve-behaviour.md).
 * Query parameters not named here are refused. There are no dumps and no file reads.
 */
export const passThrough = {
  guestStatus: { path: '/nodes/{node}/{kind}/{vmid}/status/current' },
  guestConfig: { path: '/nodes/{node}/{kind}/{vmid}/config' },
  guestPending: { path: '/nodes/{node}/{kind}/{vmid}/pending' },
  guestSnapshots: { path: '/nodes/{node}/{kind}/{vmid}/snapshot', slow: true },
  guestHistory: { path: '/nodes/{node}/{kind}/{vmid}/rrddata', query: ['timeframe', 'cf'] },
  guestAgentNetwork: { path: '/nodes/{node}/qemu/{vmid}/agent/network-get-interfaces', slow: true },
  guestAgentOs: { path: '/nodes/{node}/qemu/{vmid}/agent/get-osinfo', slow: true },
  containerInterfaces: { path: '/nodes/{node}/lxc/{vmid}/interfaces', slow: true },
  guestTasks: { path: '/nodes/{node}/tasks', query: ['vmid', 'limit', 'start', 'source', 'errors', 'typefilter'] },
  nodeStatus: { path: '/nodes/{node}/status' },
  nodeServices: { path: '/nodes/{node}/services', slow: true },
  nodeDisks: { path: '/nodes/{node}/disks/list', query: ['skipsmart'], slow: true },
  nodeNetwork: { path: '/nodes/{node}/network' },
  nodeCertificates: { path: '/nodes/{node}/certificates/info' },
  nodePackages: { path: '/nodes/{node}/apt/versions', slow: true },
  nodeRepositories: { path: '/nodes/{node}/apt/repositories' },
  nodeSubscription: { path: '/nodes/{node}/subscription' },
  nodeHistory: { path: '/nodes/{node}/rrddata', query: ['timeframe', 'cf'] },
  storageContent: { path: '/nodes/{node}/storage/{storage}/content', query: ['content', 'vmid'], slow: true },
  storageStatus: { path: '/nodes/{node}/storage/{storage}/status', slow: true },
  storageHistory: { path: '/nodes/{node}/storage/{storage}/rrddata', query: ['timeframe', 'cf'] },
  storageConfig: { path: '/storage' },
  taskStatus: { path: '/nodes/{node}/tasks/{upid}/status' },
  taskLog: { path: '/nodes/{node}/tasks/{upid}/log', query: ['start', 'limit'] },
  haStatus: { path: '/cluster/ha/status/current' },
  clusterNodes: { path: '/cluster/config/nodes' },
  clusterTotem: { path: '/cluster/config/totem' },
  clusterOptions: { path: '/cluster/options' },
  backupJobs: { path: '/cluster/backup' },
} as const satisfies Record<string, { path: string; query?: readonly string[]; slow?: true }>

export type PassThroughName = keyof typeof passThrough

/** PVE's own `data`, checked for the types that Steward uses, with the extra keys that PVE puts beside it. */
export type PassThroughReply<T = unknown> = {
  data: T
  /** Unix seconds. */
  readAt: number
  /** The node whose API answered. */
  via: string
  total?: number
  changes?: string
}
