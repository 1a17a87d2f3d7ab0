import { translationOf } from '@steward/messages'
import type { rescue as english } from '../en/rescue.ts'

export const rescue = translationOf<typeof english>()({
  'rescue.title': '救援 {{name}}',
  'rescue.no-task': '没有等待中的关机或重启。请用普通方式切断电源。',
  'rescue.waits': '{{user}} 的 {{type}} 正在等待它，并占用着它的锁文件。',
  'rescue.other-task': '{{user}} 的 {{type}} 也正在处理它，任何操作都绕不过去。',
  'rescue.qemu-answers': '它的进程有应答，PVE 可以直接结束它。',
  'rescue.qemu-frozen': '它的进程本身没有应答。PVE 会尝试 60 秒后强行结束它，总共约 70 秒。',
  'rescue.one-call': 'PVE 用一次调用结束等待中的关机并切断电源。',
  'rescue.two-calls': '这里 PVE 无法用一次调用完成：先结束等待中的任务，再切断电源。',
  'rescue.by-ha': '它由 HA 管理：先结束等待中的任务，再请 HA 停止它，操作会等到停止为止。',
  'rescue.own': '等待中的任务是你自己的，因此你可以结束它。',
  'rescue.costs': '相当于拔电源：里面没有保存的内容会丢失，下次启动时可能要检查磁盘。',
  'rescue.step-look': '再次确认',
  'rescue.step-overrule': '结束等待中的关机并切断电源',
  'rescue.step-end-task': '结束等待中的任务',
  'rescue.step-off': '证明它已关机并保持关机',
  'rescue.step-agent': '证明它已启动',
  'rescue.undo': '已结束的关机无法继续。',
  'rescue.still-waits': '等待中的任务还没有结束。',
  'rescue.not-off': 'PVE 还没有报告它已关机。',
  'rescue.started-again': '它没有关机，或者又被启动了：可能是 HA，也可能是正在进行的重启。',
  'rescue.agent-silent': '它的客户机代理还没有应答，可能仍在启动。',
  'rescue.next-agent': '给 {{name}} 装上客户机代理，让它听得到下一次关机',
})
