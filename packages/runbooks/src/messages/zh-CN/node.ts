import { translationOf } from '@steward/messages'
import type { node as english } from '../en/node.ts'

export const node = translationOf<typeof english>()({
  'node-power.title-reboot': '重启节点 {{node}}',
  'node-power.title-shutdown': '关闭节点 {{node}}',
  'node-power.step-reboot': '重启它，并等它回来',
  'node-power.step-shutdown': '关闭它，并等它离线',
  'node-power.missing': '没有节点 {{node}}。',
  'node-power.online': '{{node}} 有应答。',
  'node-power.away': '{{node}} 没有应答，无法向它提出任何请求。',
  'node-power.no-guests': '上面没有会因此停止的客户机。',
  'node-power.guests-stop_other': '{{count}} 台客户机会被关闭：{{names}}',
  'node-power.ha-moves_other': 'HA 会按集群选项迁移或停止 {{count}} 台客户机：{{names}}',
  'node-power.ha-waits_other': '重启期间 HA 会保留或迁移 {{count}} 台客户机：{{names}}',
  'node-power.task': '{{user}} 的 {{type}} 正在上面运行，会被中断。',
  'node-power.quorum-stays_other': '还剩 {{count}} 票，需要 {{needed}} 票：集群继续运行。',
  'node-power.quorum-goes_other': '还剩 {{count}} 票，需要 {{needed}} 票：在它回来之前，集群里的一切改动都会停止。',
  'node-power.single': '它不是集群，因此不会失去法定票数。',
  'node-power.self': 'Steward 自己就运行在 {{node}} 上。它会一起停止，再次启动时接着处理这次操作。',
  'node-power.costs': '会请求上面的客户机关机；没有按时关机的会被切断电源。',
  'node-power.costs-reboot':
    '会请求上面的客户机关机；没有按时关机的会被切断电源。随节点启动的客户机会自己回来，其余的保持关机。',
  'node-power.once': '还无法判断请求是否已送达，再发一次可能让节点重复执行。',
  'node-power.still-away': '{{node}} 还没有应答。',
  'node-power.not-yet': '{{node}} 还没有停下来。',
  'node-power.undo-reboot': '被中断的一切都要重新开始。',
  'node-power.undo-shutdown': '要用手或通过远程管理再次开机。',
})
