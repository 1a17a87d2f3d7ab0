import { translationOf } from '@steward/messages'
import type { engine as english } from '../en/engine.ts'

export const engine = translationOf<typeof english>()({
  'engine.look-refused': '这次操作必须了解的信息无法读取：{{words}}',
  'engine.broken': 'Steward 在这里无法继续，这是它自身的故障：{{words}}',
  'engine.refused': 'PVE 拒绝了，什么都没有执行。',
  'engine.doubt': '没有收到回答，任务列表和目标状态也都无法证明它已执行。',
  'engine.cancelled-task': '操作已被取消，因此任务被结束。',
  'engine.task-lost': '任务中断了，PVE 不知道它是怎样结束的。',
  'engine.task-failed': 'PVE 接受了请求，但任务失败了。',
  'engine.warnings_other': '已完成，但任务日志中有 {{count}} 条警告。',
  'engine.overtaken': '操作 R-{{id}} 取代了它。',
  'engine.too-old': '它在第一步之前等了十二个小时以上。如果仍然需要，请重新发起。',
  'engine.kept': '能撤回的都已撤回，标出的步骤无法撤回。',
  'engine.undo-refused': 'PVE 拒绝撤回。',
})
