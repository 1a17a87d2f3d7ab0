import { randomBytes } from 'node:crypto'
import type { Call, Handlers } from '../protocol/context.ts'
import { heardOf, nodeFigures } from '../stats/publish.ts'

type Row = Record<string, unknown>

/** Tickets and ports are given out, but nothing listens behind them. */
function vncProxy(call: Call): Row {
  call.qemu()
  const upid = call.world.tasks.start(
    { node: call.node.name, type: 'vncproxy', id: String(call.vmid), authid: call.authid },
    async (worker) => {
      await worker.sleep(10)
      throw new Error('connection timed out')
    },
  )
  const password = randomBytes(6).toString('base64').slice(0, 8)
  const ticket = `${password}:PVEVNC:${call.world.seconds().toString(16).toUpperCase()}::${randomBytes(48).toString('base64')}`
  return {
    upid,
    user: call.authid,
    port: '5900',
    cert: call.world.certificates.get(call.node.name),
    ticket,
    ...(call.world.pve === '8.4' ? {} : { password }),
  }
}

function metrics(call: Call): Row {
  const rows: Row[] = []
  const timestamp = call.world.seconds()
  for (const node of call.world.members()) {
    const figures = nodeFigures(call.world, node, call.world.now())
    const id = `node/${node.name}`
    rows.push(
      { id, timestamp, metric: 'uptime', type: 'gauge', value: figures.uptime },
      { id, timestamp, metric: 'cpu_current', type: 'gauge', value: figures.cpu },
      { id, timestamp, metric: 'mem_used', type: 'gauge', value: figures.mem },
    )
    for (const [vmid, one] of heardOf(call.world, call.node, node.name)?.guests ?? []) {
      const guest = `${call.world.guests.get(vmid)?.type ?? 'qemu'}/${vmid}`
      rows.push(
        { id: guest, timestamp, metric: 'uptime', type: 'gauge', value: one.uptime },
        { id: guest, timestamp, metric: 'net_in', type: 'derive', value: one.netin },
        { id: guest, timestamp, metric: 'net_out', type: 'derive', value: one.netout },
      )
    }
  }
  return { data: rows }
}

export const consoleHandlers: Handlers = {
  'POST /nodes/{node}/qemu/{vmid}/vncproxy': vncProxy,
  'GET /cluster/metrics/export': metrics,
  'POST /nodes/{node}/execute': () => [],
}
