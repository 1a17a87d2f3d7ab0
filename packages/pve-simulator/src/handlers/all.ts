import type { Handlers } from '../protocol/context.ts'
import { clusterHandlers } from './cluster.ts'
import { haStatusHandlers } from './ha-status.ts'
import { nodeStatusHandlers } from './node-status.ts'
import { resourceHandlers } from './resources.ts'
import { taskHandlers } from './tasks.ts'
import { ticketHandlers } from './ticket.ts'

/** Every call that is played. A call of the table without a line here is answered as if PVE did not know it. */
export const handlers: Handlers = {
  ...clusterHandlers,
  ...haStatusHandlers,
  ...nodeStatusHandlers,
  ...resourceHandlers,
  ...taskHandlers,
  ...ticketHandlers,
}
