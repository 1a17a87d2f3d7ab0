import { translationOf } from '@steward/messages'
import type { guides as english } from '../en/guides.ts'

export const guides = translationOf<typeof english>()({
  'restore-quorum.title': '恢复仲裁',
  'restore-quorum.steps':
    '先让缺席的节点回来：电源、网络，再看 corosync 服务。\n在一台还在运行的节点上查看谁在场：\n$ pvecm status\n只有确定缺席的节点已经关机并且不会再开，才可以在其中一侧降低所需票数：\n$ pvecm expected 1\n绝不要在分裂的两侧都这样做：两个节点会同时写同一块磁盘。',
})
