import * as z from 'zod'
import * as guest from '../schemas/guest.ts'
import { RrdPoint } from '../schemas/node.ts'
import { text, upidText } from '../wire.ts'
import { define } from './define.ts'

const rrd = { timeframe: ['hour', 'day', 'week', 'month', 'year'], cf: { maybe: ['AVERAGE', 'MAX'] } } as const
const config = { current: 'boolean?', snapshot: 'string?' } as const

export const guestCalls = {
  // `full` asks every QEMU process over QMP: a hung one costs seconds.
  qemuList: define({
    method: 'GET',
    path: '/nodes/{node}/qemu',
    params: { full: 'boolean?' },
    reply: z.array(guest.QemuRow),
  }),
  lxcList: define({ method: 'GET', path: '/nodes/{node}/lxc', reply: z.array(guest.LxcRow) }),
  qemuStatus: define({ method: 'GET', path: '/nodes/{node}/qemu/{vmid}/status/current', reply: guest.QemuStatus }),
  lxcStatus: define({ method: 'GET', path: '/nodes/{node}/lxc/{vmid}/status/current', reply: guest.LxcStatus }),
  qemuConfig: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/config',
    params: config,
    reply: guest.GuestConfig,
  }),
  lxcConfig: define({
    method: 'GET',
    path: '/nodes/{node}/lxc/{vmid}/config',
    params: config,
    reply: guest.GuestConfig,
  }),
  qemuPending: define({ method: 'GET', path: '/nodes/{node}/qemu/{vmid}/pending', reply: guest.Pending }),
  lxcPending: define({ method: 'GET', path: '/nodes/{node}/lxc/{vmid}/pending', reply: guest.Pending }),
  qemuSnapshots: define({ method: 'GET', path: '/nodes/{node}/qemu/{vmid}/snapshot', reply: guest.Snapshots }),
  lxcSnapshots: define({ method: 'GET', path: '/nodes/{node}/lxc/{vmid}/snapshot', reply: guest.Snapshots }),
  qemuCloudinit: define({ method: 'GET', path: '/nodes/{node}/qemu/{vmid}/cloudinit', reply: guest.Cloudinit }),
  qemuCloudinitDump: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/cloudinit/dump',
    params: { type: ['user', 'network', 'meta'] },
    reply: text,
  }),
  qemuRrd: define({ method: 'GET', path: '/nodes/{node}/qemu/{vmid}/rrddata', params: rrd, reply: z.array(RrdPoint) }),
  lxcRrd: define({ method: 'GET', path: '/nodes/{node}/lxc/{vmid}/rrddata', params: rrd, reply: z.array(RrdPoint) }),
  qemuMigratePreconditions: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/migrate',
    params: { target: 'string?' },
    reply: guest.MigratePreconditions,
    slow: true,
  }),
  // A dead agent blocks one of the node's workers for 3 s per call.
  agentPing: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/agent/ping',
    reply: guest.AgentPing,
    slow: true,
  }),
  agentInfo: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/agent/info',
    reply: guest.AgentInfo,
    slow: true,
  }),
  agentOsinfo: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/agent/get-osinfo',
    reply: guest.AgentOsinfo,
    slow: true,
  }),
  agentFsinfo: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/agent/get-fsinfo',
    reply: guest.AgentFsinfo,
    slow: true,
  }),
  agentNetworkInterfaces: define({
    method: 'GET',
    path: '/nodes/{node}/qemu/{vmid}/agent/network-get-interfaces',
    reply: guest.AgentNetworkInterfaces,
    slow: true,
  }),
  lxcInterfaces: define({
    method: 'GET',
    path: '/nodes/{node}/lxc/{vmid}/interfaces',
    reply: guest.LxcInterfaces,
    since: '8.0',
  }),

  qemuStart: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/status/start',
    params: { timeout: 'integer?' },
    reply: upidText,
  }),
  qemuShutdown: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/status/shutdown',
    params: { timeout: 'integer?', forceStop: 'boolean?' },
    reply: upidText,
  }),
  // overrule-shutdown since 8.2; without the right to stop the shutdown task it is ignored without a word.
  qemuStop: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/status/stop',
    params: { timeout: 'integer?', 'overrule-shutdown': 'boolean?' },
    reply: upidText,
  }),
  qemuReboot: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/status/reboot',
    params: { timeout: 'integer?' },
    reply: upidText,
  }),
  qemuReset: define({ method: 'POST', path: '/nodes/{node}/qemu/{vmid}/status/reset', reply: upidText }),
  qemuSuspend: define({
    method: 'POST',
    path: '/nodes/{node}/qemu/{vmid}/status/suspend',
    params: { todisk: 'boolean?', statestorage: 'string?' },
    reply: upidText,
  }),
  qemuResume: define({ method: 'POST', path: '/nodes/{node}/qemu/{vmid}/status/resume', reply: upidText }),
  lxcStart: define({ method: 'POST', path: '/nodes/{node}/lxc/{vmid}/status/start', reply: upidText }),
  lxcShutdown: define({
    method: 'POST',
    path: '/nodes/{node}/lxc/{vmid}/status/shutdown',
    params: { timeout: 'integer?', forceStop: 'boolean?' },
    reply: upidText,
  }),
  lxcStop: define({
    method: 'POST',
    path: '/nodes/{node}/lxc/{vmid}/status/stop',
    params: { 'overrule-shutdown': 'boolean?' },
    reply: upidText,
  }),
  lxcReboot: define({
    method: 'POST',
    path: '/nodes/{node}/lxc/{vmid}/status/reboot',
    params: { timeout: 'integer?' },
    reply: upidText,
  }),
  lxcSuspend: define({ method: 'POST', path: '/nodes/{node}/lxc/{vmid}/status/suspend', reply: upidText }),
  lxcResume: define({ method: 'POST', path: '/nodes/{node}/lxc/{vmid}/status/resume', reply: upidText }),
}
