import { translationOf } from '@steward/messages'
import type { guidesStuck as english } from '../en/guides-stuck.ts'

export const guidesStuck = translationOf<typeof english>()({
  'end-waiting-shutdown.title': '结束等待中的关机，然后断电',
  'end-waiting-shutdown.steps':
    '可以的话就等它超时：PVE 会自行放弃。\n否则直接停止客户机，并让停止操作取代等待中的关机（PVE 8.2 及以上，不适用于高可用客户机）。相当于拔掉电源：里面没保存的内容会丢失。\n$ pvesh create /nodes/NODE/KIND/VMID/status/stop --overrule-shutdown 1\n之后在客户机里和它的选项中启用客户机代理，下次关机就能被听到。',
  'clear-left-over-lock.title': '清除遗留的锁',
  'clear-left-over-lock.steps':
    '再确认一次没有任务在处理这台客户机：看它所在的节点；如果是 "migrate"，目标节点也要看。\n然后在它的节点上：\n$ TOOL unlock VMID\n带 "create" 或 "clone" 锁的客户机通常只做了一半：应当删除它。',
  'remove-half-made-guest.title': '删除后重新创建',
  'remove-half-made-guest.steps':
    '查看任务日志：创建、克隆、恢复或导入为什么中断？\n确认它就是那个未完成的客户机，里面没有需要的内容。以下命令会删除其磁盘：\n$ TOOL unlock VMID\n$ TOOL destroy VMID\n然后重新创建。',
  'name-lock-holder.title': '问节点是谁占用了锁文件',
  'name-lock-holder.steps':
    '在 NODE 上以 root 执行：\n$ fuser -v LOCKFILE\n没有输出：已经没人占用，可以再试。有输出则会列出进程和编号：先看它是什么（ps -fp 编号），再按它自己的方式结束。\n绝不要删除这个文件：文件本身没有意义。没有它，两个任务可能同时操作一块磁盘。',
  'resume-hibernated.title': '恢复运行',
  'resume-hibernated.steps':
    '启动它：PVE 会取回内存，从原处继续。\n只有在内存内容可以丢弃时，才丢掉它并重新启动：\n$ qm set VMID --delete vmstate',
  'unmount-container.title': '卸载它的磁盘',
  'unmount-container.steps': '确认没有人在挂载的目录里工作，然后在它的节点上：\n$ pct unmount VMID',
  'free-hung-storage.title': '让存储恢复应答',
  'free-hung-storage.steps':
    '检查存储的服务器和网络。只要它恢复应答，PVE 会自己继续。\n不要反复询问这个存储：每一次卡住的询问都会占掉该节点三个 API 进程中的一个。',
  'make-room-and-resume.title': '腾出空间，再恢复运行',
  'make-room-and-resume.steps':
    '在存储上腾出空间：旧备份、快照、镜像。\n然后恢复客户机：\n$ qm resume VMID\n不要重置：到目前为止它没有丢失任何东西。',
  'stop-frozen-guest.title': '停止冻住的客户机',
  'stop-frozen-guest.steps':
    '停止操作会在约 70 秒后强制结束进程：\n$ qm stop VMID\n如果再次发生，请检查节点的内存和日志。',
  'reset-ha-error.title': '让它脱离错误状态',
  'reset-ha-error.steps':
    '先停用，修好原因，再启用：\n$ ha-manager set HAID --state disabled\n$ ha-manager set HAID --state started',
  'resume-paused.title': '恢复运行',
  'resume-paused.steps': '如果没有人有意暂停它：\n$ qm resume VMID',
})
