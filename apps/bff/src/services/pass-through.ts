import { passThrough, type PassThroughName, type PassThroughReply } from '@steward/contracts'
import { PveError, type PveApi, type PveReply } from '@steward/pve-client'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'

type Params = { node: string; kind: 'qemu' | 'lxc'; vmid: number; storage: string; upid: string }
type Query = Record<string, string>
type Read = (api: PveApi, params: Params, query: Query) => Promise<PveReply<unknown>>

const timeframe = (query: Query) => {
  const known = (['hour', 'day', 'week', 'month', 'year'] as const).find((name) => name === query['timeframe'])
  return { timeframe: known ?? 'hour', cf: query['cf'] === 'MAX' ? ('MAX' as const) : ('AVERAGE' as const) }
}
const whole = (text: string | undefined, max: number) => {
  const number = Number(text)
  return text !== undefined && Number.isInteger(number) && number >= 0 ? Math.min(number, max) : undefined
}

/** Which call of the client answers each path. A name that is missing here does not compile. */
const reads: Record<PassThroughName, Read> = {
  guestStatus: (api, { node, kind, vmid }) => api.call(kind === 'qemu' ? 'qemuStatus' : 'lxcStatus', { node, vmid }),
  guestConfig: (api, { node, kind, vmid }) => api.call(kind === 'qemu' ? 'qemuConfig' : 'lxcConfig', { node, vmid }),
  guestPending: (api, { node, kind, vmid }) => api.call(kind === 'qemu' ? 'qemuPending' : 'lxcPending', { node, vmid }),
  guestSnapshots: (api, { node, kind, vmid }) =>
    api.call(kind === 'qemu' ? 'qemuSnapshots' : 'lxcSnapshots', { node, vmid }),
  guestHistory: (api, { node, kind, vmid }, query) =>
    api.call(kind === 'qemu' ? 'qemuRrd' : 'lxcRrd', { node, vmid, ...timeframe(query) }),
  guestAgentNetwork: (api, { node, vmid }) => api.call('agentNetworkInterfaces', { node, vmid }),
  guestAgentOs: (api, { node, vmid }) => api.call('agentOsinfo', { node, vmid }),
  containerInterfaces: (api, { node, vmid }) => api.call('lxcInterfaces', { node, vmid }),
  guestTasks: (api, { node }, query) =>
    api.call('nodeTasks', {
      node,
      limit: whole(query['limit'], 500) ?? 50,
      start: whole(query['start'], 100_000),
      vmid: whole(query['vmid'], 999_999_999),
      source: (['archive', 'active', 'all'] as const).find((name) => name === query['source']),
      errors: query['errors'] === '1' ? true : undefined,
      typefilter: query['typefilter'],
    }),
  nodeStatus: (api, { node }) => api.call('nodeStatus', { node }),
  nodeServices: (api, { node }) => api.call('nodeServices', { node }),
  // Health and wear need the disks themselves to answer, which is why this is a slow call that is made on demand.
  nodeDisks: (api, { node }, query) => api.call('nodeDisks', { node, skipsmart: query['skipsmart'] === '1' }),
  nodeNetwork: (api, { node }) => api.call('nodeNetwork', { node }),
  nodeCertificates: (api, { node }) => api.call('nodeCertificates', { node }),
  nodePackages: (api, { node }) => api.call('nodeAptVersions', { node }),
  nodeRepositories: (api, { node }) => api.call('nodeAptRepositories', { node }),
  nodeSubscription: (api, { node }) => api.call('nodeSubscription', { node }),
  nodeHistory: (api, { node }, query) => api.call('nodeRrd', { node, ...timeframe(query) }),
  storageContent: (api, { node, storage }, query) =>
    api.call('storageContent', { node, storage, content: query['content'], vmid: whole(query['vmid'], 999_999_999) }),
  storageStatus: (api, { node, storage }) => api.call('storageStatus', { node, storage }),
  storageHistory: (api, { node, storage }, query) => api.call('storageRrd', { node, storage, ...timeframe(query) }),
  storageConfig: (api) => api.call('storageConfig', {}),
  taskStatus: (api, { node, upid }) => api.call('taskStatus', { node, upid }),
  taskLog: (api, { node, upid }, query) =>
    api.call('taskLog', {
      node,
      upid,
      start: whole(query['start'], 10_000_000),
      limit: whole(query['limit'], 5000) ?? 500,
    }),
  haStatus: (api) => api.call('clusterHaStatus', {}),
  clusterNodes: (api) => api.call('clusterConfigNodes', {}),
  clusterTotem: (api) => api.call('clusterConfigTotem', {}),
  clusterOptions: (api) => api.call('clusterOptions', {}),
  backupJobs: (api) => api.call('clusterBackup', {}),
}

const segment: Record<keyof Params, RegExp> = {
  node: /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  kind: /^(qemu|lxc)$/,
  vmid: /^[1-9][0-9]{2,8}$/,
  storage: /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/,
  upid: /^UPID:[A-Za-z0-9-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:\s/]+:[^:\s]*:[^:\s]+:$/,
}

type Match = { name: PassThroughName; params: Params }
const names = Object.keys(passThrough).filter((name): name is PassThroughName => name in passThrough)
const templates = names.map((name) => ({ name, parts: passThrough[name].path.split('/').slice(1) }))

/** Finds the template of a path. Segments are decoded once and each must have the form of what it stands for. */
export function matchPassThrough(path: string): Match | null {
  const parts = decodeSegments(path)
  if (!parts) return null
  for (const { name, parts: template } of templates) {
    const params = matchParts(template, parts)
    if (params) return { name, params }
  }
  return null
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return null
  }
}

function matchParts(template: readonly string[], parts: readonly string[]): Params | null {
  if (template.length !== parts.length) return null
  const params: Params = { node: '', kind: 'qemu', vmid: 0, storage: '', upid: '' }
  for (const [index, expected] of template.entries()) {
    const part = parts[index] ?? ''
    const key = /^\{(\w+)\}$/.exec(expected)?.[1]
    if (key === undefined) {
      if (part !== expected) return null
    } else if (!take(params, key, part)) return null
  }
  return params
}

function take(params: Params, key: string, part: string): boolean {
  if (!isKey(key) || !segment[key].test(part)) return false
  if (key === 'vmid') params.vmid = Number(part)
  else if (key === 'kind') params.kind = part === 'lxc' ? 'lxc' : 'qemu'
  else params[key] = part
  return true
}
const isKey = (key: string): key is keyof Params => key in segment

/** Reads for a person with their own ticket. Slow calls wait their turn, and rest on a node where one hung. */
export async function readThrough(
  cluster: Cluster,
  api: PveApi,
  request: { path: string; query: Query; clock: Clock },
): Promise<PassThroughReply> {
  const match = matchPassThrough(request.path)
  if (!match) throw new AppError('not-found', 'Steward does not pass this call on.')
  const entry: { path: string; query?: readonly string[]; slow?: true } = passThrough[match.name]
  const stray = Object.keys(request.query).find((key) => !entry.query?.includes(key))
  if (stray !== undefined)
    throw new AppError('bad-input', `The parameter "${stray.slice(0, 40)}" is not passed on.`, {
      fields: { [stray.slice(0, 40)]: 'not allowed' },
    })
  const call = () => reads[match.name](api, match.params, request.query)
  const reply = await (entry.slow ? cluster.guard.run(match.params.node, call) : call()).catch((error: unknown) => {
    // A guest that has just been made has no history yet (facts of RRD files): empty, not a fault.
    if (error instanceof PveError && /^RRD error: .*No such file/.test(error.reason))
      return { data: [], via: error.via ?? '', ms: 0 }
    throw error
  })
  const extra: { total?: number; changes?: string } = 'total' in reply || 'changes' in reply ? reply : {}
  return {
    data: reply.data,
    readAt: seconds(request.clock),
    via: reply.via,
    ...(extra.total === undefined ? {} : { total: extra.total }),
    ...(extra.changes === undefined ? {} : { changes: extra.changes }),
  }
}
