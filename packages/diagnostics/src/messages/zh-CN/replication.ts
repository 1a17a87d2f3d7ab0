import { translationOf } from '@steward/messages'
import type { replication as english } from '../en/replication.ts'

export const replication = translationOf<typeof english>()({
  'replication-failing.title': '客户机复制失败',
  'replication-failing.says': '这台客户机的第二份副本没有更新。',
  'replication-failing.detail':
    '客户机 {{guest}} 从 {{node}} 到 {{target}} 的复制已连续失败 {{failures}} 次：{{error}}',
  'replication-failing.cost': '节点出故障后，客户机只能用旧数据启动。',
  'replication-overdue.title': '客户机复制迟了',
  'replication-overdue.says': '这台客户机的第二份副本早就该更新了。',
  'replication-overdue.detail':
    '客户机 {{guest}}，{{node}} 到 {{target}}：计划在 {{minutes}} 分钟前执行，至今没有完成。首次复制量大时可能还在进行。',
  'replication-overdue.cost': '副本越来越旧，出故障时丢失的也越多。',
  'replication-disabled.title': '复制任务已关闭',
  'replication-disabled.says': '这台客户机的第二份副本没有保持最新，因为有人把它关了。',
  'replication-disabled.detail': '客户机 {{guest}} 从 {{node}} 到 {{target}} 的任务已禁用。',
  'replication-disabled.cost': '副本一天比一天旧。',
  'replication-target-gone.title': '复制指向已不存在的节点',
  'replication-target-gone.says': '这台客户机的第二份副本要发往一台已不存在的机器。',
  'replication-target-gone.detail': '{{node}} 上客户机 {{guest}} 的任务 {{job}} 指向 {{target}}，而它不是集群成员。',
  'replication-target-gone.cost': '没有第二份副本，而且只要任务还在就会一直失败。',
})
