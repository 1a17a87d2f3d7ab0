import { translationOf } from '@steward/messages'
import type { lock as english } from '../en/lock.ts'

export const lock = translationOf<typeof english>()({
  'lock.title': '清除 {{name}} 的锁',
  'lock.none': '它没有锁。',
  'lock.hibernated': '它在休眠，并没有卡住：内存内容保存在磁盘上。请恢复它，或者丢弃该状态。',
  'lock.mounted': '容器挂载在它的节点上。卸载之后锁就会消失。',
  'lock.held': '{{user}} 的 {{type}} 正在运行，占有“{{lock}}”锁。清除它会让第二个操作闯进来。',
  'lock.proven': '没有正在运行的任务可能占有“{{lock}}”锁：它所在节点的全部任务都已看过。',
  'lock.not-proven': '无法证明“{{lock}}”锁没有主人。缺少：{{missing}}。',
  'lock.elsewhere': '另一个节点上的任务可能占有它：{{upid}}',
  'lock.unasked': '无法询问 {{nodes}} 上是否有任务，而这类锁可能由那里占有。',
  'lock.half-made': '它在创建过程中（“{{lock}}”）中断，并不完整。解锁不会让它变完整：请删除后重新创建。',
  'lock.after-snapshot': '配置里可能留有未完成的快照。之后请查看它的快照。',
  'lock.after-rollback': '它的磁盘可能处于两个状态之间。启动前请再回滚一次。',
  'lock.after-migrate': '目标节点上可能留有它的部分磁盘。',
  'lock.after-suspending': '休眠失败，可能留有状态文件。',
  'lock.step-clear': '清除锁',
  'lock.step-unmount': '卸载容器',
  'lock.still-there': 'PVE 仍然报告有锁。',
  'lock.undo': '锁不会放回去：它没有主人。',
  'lock.other-now': '它的锁或所在节点已经变了。',
  'lock.changed': '证明之后它的配置被改动过。',
})
