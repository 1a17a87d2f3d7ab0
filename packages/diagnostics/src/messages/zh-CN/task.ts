import { translationOf } from '@steward/messages'
import type { task as english } from '../en/task.ts'

export const task = translationOf<typeof english>()({
  'task-failed-repeatedly.title': '同一任务反复失败',
  'task-failed-repeatedly.says': '有件事试了好几次都没有成功。',
  'task-failed-repeatedly.detail':
    '{{node}} 上针对 {{about}} 的 {{type}} 失败了 {{count}} 次，之后没有成功过。最近一次：{{error}}',
  'task-failed-repeatedly.cost': '这个任务该做的事没有做成。',
  'task-running-long.title': '任务运行时间很长',
  'task-running-long.says': '有项工作已经进行了几个小时，可能卡住了，也可能只是量大。',
  'task-running-long.detail': '{{node}} 上针对 {{about}} 的 {{type}} 已运行 {{hours}} 小时。',
  'task-running-long.cost': '运行期间，相关的客户机或存储可能无法做其他操作。',
  'task-unconfirmed.title': '离线节点上的任务',
  'task-unconfirmed.says': '这项工作是否已经结束，要等机器回来才知道。',
  'task-unconfirmed.detail': '针对 {{about}} 的 {{type}} 仍列为运行中，因为 {{node}} 无法报告它已结束。',
  'task-unconfirmed.cost': '没有影响。节点启动或被移除后，PVE 会自行清理。',
})
