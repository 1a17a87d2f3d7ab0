import * as z from 'zod'
import { Version } from '../schemas/access.ts'
import { TaskRow } from '../schemas/cluster.ts'
import * as node from '../schemas/node.ts'
import { nothing, text } from '../wire.ts'
import { define } from './define.ts'

const cf = { maybe: ['AVERAGE', 'MAX'] } as const

export const nodeCalls = {
  nodeStatus: define({ method: 'GET', path: '/nodes/{node}/status', reply: node.NodeStatus }),
  nodeVersion: define({ method: 'GET', path: '/nodes/{node}/version', reply: Version }),
  nodeTime: define({ method: 'GET', path: '/nodes/{node}/time', reply: node.NodeTime }),
  nodeDns: define({ method: 'GET', path: '/nodes/{node}/dns', reply: node.NodeDns }),
  nodeHosts: define({ method: 'GET', path: '/nodes/{node}/hosts', reply: node.NodeHosts }),
  nodeServices: define({ method: 'GET', path: '/nodes/{node}/services', reply: z.array(node.Service), slow: true }),
  nodeDisks: define({
    method: 'GET',
    path: '/nodes/{node}/disks/list',
    // Without skipsmart every disk is asked, which wakes sleeping ones.
    params: { skipsmart: 'boolean?' },
    reply: z.array(node.Disk),
    slow: true,
  }),
  nodeZfs: define({ method: 'GET', path: '/nodes/{node}/disks/zfs', reply: z.array(node.ZfsPool), slow: true }),
  nodeLvmThin: define({
    method: 'GET',
    path: '/nodes/{node}/disks/lvmthin',
    reply: z.array(node.ThinPool),
    slow: true,
  }),
  nodeNetwork: define({ method: 'GET', path: '/nodes/{node}/network', reply: z.array(node.NetworkInterface) }),
  nodeCertificates: define({
    method: 'GET',
    path: '/nodes/{node}/certificates/info',
    reply: z.array(node.Certificate),
  }),
  nodeAptVersions: define({
    method: 'GET',
    path: '/nodes/{node}/apt/versions',
    reply: z.array(node.PackageVersion),
    slow: true,
  }),
  nodeAptRepositories: define({
    method: 'GET',
    path: '/nodes/{node}/apt/repositories',
    reply: node.Repositories,
    slow: true,
  }),
  nodeAptUpdates: define({
    method: 'GET',
    path: '/nodes/{node}/apt/update',
    reply: z.array(node.PackageUpdate),
    slow: true,
  }),
  nodeSubscription: define({ method: 'GET', path: '/nodes/{node}/subscription', reply: node.Subscription }),
  nodeJournal: define({
    method: 'GET',
    path: '/nodes/{node}/journal',
    params: {
      since: 'integer?',
      until: 'integer?',
      lastentries: 'integer?',
      startcursor: 'string?',
      endcursor: 'string?',
    },
    /** Lines; the first and last are cursors. */
    reply: z.array(text),
    slow: true,
  }),
  nodeReplication: define({
    method: 'GET',
    path: '/nodes/{node}/replication',
    params: { guest: 'integer?' },
    reply: z.array(node.ReplicationJob),
  }),
  nodeRrd: define({
    method: 'GET',
    path: '/nodes/{node}/rrddata',
    // `decade` since 9.0
    params: { timeframe: ['hour', 'day', 'week', 'month', 'year', 'decade'], cf },
    reply: z.array(node.RrdPoint),
  }),
  nodeTasks: define({
    method: 'GET',
    path: '/nodes/{node}/tasks',
    params: {
      source: { maybe: ['archive', 'active', 'all'] },
      start: 'integer?',
      limit: 'integer?',
      since: 'integer?',
      until: 'integer?',
      vmid: 'integer?',
      typefilter: 'string?',
      userfilter: 'string?',
      statusfilter: 'list?',
      errors: 'boolean?',
    },
    reply: z.array(TaskRow),
  }),
  taskStatus: define({ method: 'GET', path: '/nodes/{node}/tasks/{upid}/status', reply: node.TaskStatus }),
  taskLog: define({
    method: 'GET',
    path: '/nodes/{node}/tasks/{upid}/log',
    params: { start: 'integer?', limit: 'integer?' },
    reply: node.TaskLog,
  }),
  taskStop: define({ method: 'DELETE', path: '/nodes/{node}/tasks/{upid}', reply: nothing }),
  nodeStorage: define({
    method: 'GET',
    path: '/nodes/{node}/storage',
    params: { enabled: 'boolean?', storage: 'string?', content: 'list?' },
    reply: z.array(node.NodeStorage),
    slow: true,
  }),
  storageConfig: define({ method: 'GET', path: '/storage', reply: z.array(node.StorageConfig) }),
  storageStatus: define({
    method: 'GET',
    path: '/nodes/{node}/storage/{storage}/status',
    reply: node.StorageStatus,
    slow: true,
  }),
  storageContent: define({
    method: 'GET',
    path: '/nodes/{node}/storage/{storage}/content',
    params: { content: 'string?', vmid: 'integer?' },
    reply: z.array(node.StorageVolume),
    slow: true,
  }),
  storageRrd: define({
    method: 'GET',
    path: '/nodes/{node}/storage/{storage}/rrddata',
    params: { timeframe: ['hour', 'day', 'week', 'month', 'year'], cf },
    reply: z.array(node.RrdPoint),
  }),
}
