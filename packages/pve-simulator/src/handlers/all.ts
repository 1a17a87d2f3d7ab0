import type { Handlers } from '../protocol/context.ts'
import { accessHandlers } from './access.ts'
import { agentHandlers } from './agent.ts'
import { aptHandlers } from './apt.ts'
import { backupHandlers } from './backup.ts'
import { bulkHandlers } from './bulk.ts'
import { cloneHandlers } from './clone.ts'
import { clusterConfigHandlers } from './cluster-config.ts'
import { clusterHandlers } from './cluster.ts'
import { qemuConfigHandlers } from './config-qemu.ts'
import { consoleHandlers } from './console.ts'
import { createHandlers } from './create.ts'
import { guestReadHandlers } from './guest-reads.ts'
import { haResourceHandlers } from './ha-resources.ts'
import { haStatusHandlers } from './ha-status.ts'
import { lxcHandlers } from './lxc.ts'
import { migrateHandlers } from './migrate.ts'
import { nodeAdminHandlers } from './node-admin.ts'
import { nodeDetailHandlers } from './node-details.ts'
import { nodeStatusHandlers } from './node-status.ts'
import { poolHandlers } from './pools.ts'
import { qemuPowerHandlers } from './power-qemu.ts'
import { replicationHandlers } from './replication.ts'
import { resourceHandlers } from './resources.ts'
import { rrdHandlers } from './rrd.ts'
import { snapshotHandlers } from './snapshots.ts'
import { storageHandlers } from './storage.ts'
import { taskHandlers } from './tasks.ts'
import { ticketHandlers } from './ticket.ts'

/** Every call that is played. A call of the table without a line here is answered as if PVE did not know it. */
export const handlers: Handlers = {
  ...accessHandlers,
  ...agentHandlers,
  ...aptHandlers,
  ...backupHandlers,
  ...bulkHandlers,
  ...cloneHandlers,
  ...clusterConfigHandlers,
  ...clusterHandlers,
  ...consoleHandlers,
  ...createHandlers,
  ...guestReadHandlers,
  ...haResourceHandlers,
  ...haStatusHandlers,
  ...lxcHandlers,
  ...migrateHandlers,
  ...nodeAdminHandlers,
  ...nodeDetailHandlers,
  ...nodeStatusHandlers,
  ...poolHandlers,
  ...qemuConfigHandlers,
  ...qemuPowerHandlers,
  ...replicationHandlers,
  ...resourceHandlers,
  ...rrdHandlers,
  ...snapshotHandlers,
  ...storageHandlers,
  ...taskHandlers,
  ...ticketHandlers,
}
