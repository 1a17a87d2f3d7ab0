import { translationOf } from '@steward/messages'
import type { quorum as english } from '../en/quorum.ts'

export const quorum = translationOf<typeof english>()({
  'quorum-lost.title': '失去仲裁',
  'quorum-lost.says': '能互相看到的节点太少：正在运行的会继续运行，但什么都不能启动或修改。',
  'quorum-lost.detail': '{{expected}} 票中到场 {{present}} 票，需要 {{needed}} 票。PVE 已把配置设为只读。',
  'quorum-lost.cost': '在足够多的节点回来之前，不能启动、不能修改、不能备份。启用高可用时，剩下的节点可能会自行重启。',
})
