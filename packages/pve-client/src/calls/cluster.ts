import * as z from 'zod'
import * as cluster from '../schemas/cluster.ts'
import { numeric } from '../wire.ts'
import { define } from './define.ts'

export const clusterCalls = {
  clusterResources: define({
    method: 'GET',
    path: '/cluster/resources',
    params: { type: { maybe: ['vm', 'storage', 'node', 'sdn'] } },
    reply: cluster.Resources,
  }),
  clusterStatus: define({ method: 'GET', path: '/cluster/status', reply: z.array(cluster.ClusterStatusRow) }),
  clusterTasks: define({ method: 'GET', path: '/cluster/tasks', reply: z.array(cluster.TaskRow) }),
  clusterHaStatus: define({ method: 'GET', path: '/cluster/ha/status/current', reply: z.array(cluster.HaStatusRow) }),
  clusterConfigNodes: define({ method: 'GET', path: '/cluster/config/nodes', reply: z.array(cluster.ConfigNode) }),
  clusterConfigTotem: define({ method: 'GET', path: '/cluster/config/totem', reply: cluster.Totem }),
  clusterConfigJoin: define({
    method: 'GET',
    path: '/cluster/config/join',
    params: { node: 'string?' },
    reply: cluster.JoinInfo,
  }),
  clusterConfigQdevice: define({ method: 'GET', path: '/cluster/config/qdevice', reply: cluster.Qdevice }),
  clusterOptions: define({ method: 'GET', path: '/cluster/options', reply: cluster.ClusterOptions }),
  clusterBackup: define({ method: 'GET', path: '/cluster/backup', reply: z.array(cluster.BackupJob) }),
  clusterNotBackedUp: define({
    method: 'GET',
    path: '/cluster/backup-info/not-backed-up',
    reply: z.array(cluster.NotBackedUp),
  }),
  clusterLog: define({
    method: 'GET',
    path: '/cluster/log',
    params: { max: 'integer?' },
    reply: z.array(cluster.LogRow),
  }),
  clusterNextId: define({ method: 'GET', path: '/cluster/nextid', params: { vmid: 'integer?' }, reply: numeric }),
  haResources: define({
    method: 'GET',
    path: '/cluster/ha/resources',
    params: { type: { maybe: ['ct', 'vm'] } },
    reply: z.array(cluster.HaResource),
  }),
  haRules: define({
    method: 'GET',
    path: '/cluster/ha/rules',
    params: { type: { maybe: ['node-affinity', 'resource-affinity'] } },
    reply: z.array(cluster.HaRule),
    since: '9.0',
  }),
  haGroups: define({ method: 'GET', path: '/cluster/ha/groups', reply: z.array(cluster.HaGroup) }),
  nodes: define({ method: 'GET', path: '/nodes', reply: z.array(cluster.NodeRow) }),
}
