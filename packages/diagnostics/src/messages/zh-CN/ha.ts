import { translationOf } from '@steward/messages'
import type { ha as english } from '../en/ha.ts'

export const ha = translationOf<typeof english>()({
  'ha-service-error.title': '高可用已放弃一台客户机',
  'ha-service-error.says': '自动重启没能救回这台客户机，现在不再管它。',
  'ha-service-error.detail':
    '{{sid}} 处于 error 状态，最后在 {{node}} 上。在设为 disabled 之前，高可用不接受对客户机 {{guest}} 的任何命令。',
  'ha-service-error.cost': '这台客户机既不会启动也不会迁移，启动和停止都会失败。',
  'ha-service-stuck.title': '高可用处理一台客户机迟迟没有结束',
  'ha-service-stuck.says': '自动管理在这台客户机上已经忙了十多分钟。',
  'ha-service-stuck.detail': '{{sid}}（客户机 {{guest}}）一直停在 {{node}} 上的 {{state}} 状态，而且没有任务在运行。',
  'ha-service-stuck.cost': '只要还是这样，这台客户机既不会在别处启动，也不会停止。',
  'ha-request-unfulfilled.title': '高可用没有完成要求',
  'ha-request-unfulfilled.says': '这台客户机本应处于另一种状态，但什么都没有发生。',
  'ha-request-unfulfilled.detail':
    '{{node}} 上的客户机 {{guest}} 被要求处于 {{wanted}} 已超过三分钟，但现在是 {{state}}。',
  'ha-request-unfulfilled.cost': '虽然任务成功结束，客户机仍然保持原样。',
  'ha-manager-of-node-dead.title': '节点的高可用管理器没有应答',
  'ha-manager-of-node-dead.says': '有一台机器上的自动管理停了，那里正在运行的会继续运行。',
  'ha-manager-of-node-dead.detail': '{{node}} 的本地高可用管理器时间戳过旧，那里有 {{guests}} 台客户机依赖它。',
  'ha-manager-of-node-dead.cost': '启动和停止这些客户机看似成功，实际什么都不会发生。',
  'ha-disarmed.title': '高可用已解除',
  'ha-disarmed.says': '整个集群的故障自动重启被关掉了。',
  'ha-disarmed.detail': '状态为 {{state}}。节点出故障时，{{guests}} 台高可用客户机不会被重启。',
  'ha-disarmed.cost': '这是为维护准备的。在此期间，节点出故障时没有谁来接管。',
  'ha-with-two-nodes.title': '两个节点使用高可用，却没有第三票',
  'ha-with-two-nodes.says': '一台机器出故障时，另一台也会跟着一次次重启。',
  'ha-with-two-nodes.detail':
    '高可用管理着 {{first}} 和 {{second}} 上的 {{guests}} 台客户机。落单的节点没有仲裁，大约一分钟后就会被看门狗重置。',
  'ha-with-two-nodes.cost': '一个节点出故障，两个都停。',
  'ha-guest-on-local-storage.title': '高可用客户机使用本地磁盘',
  'ha-guest-on-local-storage.says': '如果所在的机器出故障，这台客户机无法在别处启动，因为磁盘留在了原处。',
  'ha-guest-on-local-storage.detail':
    '客户机 {{guest}} 有 {{disks}} 块磁盘位于只有它所在节点能看到的存储上（{{storages}}），也没有复制。',
  'ha-guest-on-local-storage.cost': '出故障后，高可用会把配置移走，客户机最终停在 error 状态。',
  'ha-master-missing.title': '高可用没有主管理器',
  'ha-master-missing.says': '目前没有谁在指挥自动重启。',
  'ha-master-missing.detail': '集群有仲裁，{{guests}} 台客户机由高可用管理，但没有活动的主管理器。上一个：{{master}}。',
  'ha-master-missing.cost': '在重新有主管理器之前，高可用客户机不会被启动、停止或接管。',
})
