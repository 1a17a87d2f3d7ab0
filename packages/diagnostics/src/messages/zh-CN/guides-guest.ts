export const guidesGuest = {
  'ask-why-stuck.title': '查明卡住的原因',
  'ask-why-stuck.steps':
    '打开该客户机：“为什么卡住？”会立即检查仲裁、高可用、任务、锁、代理和存储，并给出安全的下一步。\n在 {{node}} 的 Shell 中查看谁在处理它：\n$ pvesh get /nodes/{{node}}/tasks --source active\n只有当这里和其他节点（迁移、克隆）都没有任务时：\n$ {{tool}} unlock {{guest}}\n切勿删除 /var/lock 下的锁文件：要紧的是持有它的进程，而不是文件。',
  'resume-after-io-error.title': '先腾出空间，再恢复运行',
  'resume-after-io-error.steps':
    '查看 {{node}} 上哪个存储已满或没有响应：\n$ pvesm status\n在那里腾出空间：旧备份、快照、镜像。\n然后恢复运行，不要重置：\n$ qm resume {{guest}}',
  'restart-broken-guest.title': '停止后重新启动',
  'restart-broken-guest.steps':
    '先看它的控制台，并截图保存。\n尚未写入的内容无论如何都会丢失。在 {{node}} 上：\n$ qm stop {{guest}}\n$ qm start {{guest}}\n如果再次发生，请检查节点的日志和内存。',
  'resume-or-stop.title': '恢复运行，或停止它',
  'resume-or-stop.steps':
    '在 {{node}} 上查看是否有备份或迁移在处理它；有的话请等待。\n如果没有人故意暂停它：\n$ qm resume {{guest}}\n如果没有恢复，停止后再启动：\n$ qm stop {{guest}}',
  'end-shut-guest.title': '结束残留的进程',
  'end-shut-guest.steps': '里面的系统已经关机，不会丢失数据。在 {{node}} 上：\n$ qm stop {{guest}}',
  'look-at-start.title': '查看它为什么没有运行',
  'look-at-start.steps':
    '查看它最近一次启动任务的日志：里面写明原因。\n在 {{node}} 上手动启动并查看输出：\n$ {{tool}} start {{guest}}\n常见原因：存储没有空间、缺少 ISO 或网桥、内存不足、没有仲裁。\n如果是它自己结束的，检查客户机内部和节点内存：\n$ journalctl -b -g oom-kill',
  'give-container-more.title': '为容器腾出空间',
  'give-container-more.steps':
    '查看是什么占用：\n$ pct exec {{guest}} -- df -h\n$ pct exec {{guest}} -- ps aux --sort=-rss\n确实需要就增加，例如内存（MiB）或磁盘：\n$ pct set {{guest}} --memory 4096\n$ pct resize {{guest}} rootfs +4G',
  'remove-half-made.title': '删除后重新创建',
  'remove-half-made.steps':
    '查看任务日志：创建、克隆、恢复或导入为什么中断？\n确认它就是那个未完成的客户机，里面没有需要的内容。以下命令会删除其磁盘：\n$ {{tool}} unlock {{guest}}\n$ {{tool}} destroy {{guest}}\n然后重新创建。',
  'resume-hibernated-guest.title': '唤醒它，或让它继续休眠',
  'resume-hibernated-guest.steps':
    '启动会恢复其内存，从休眠处继续：\n$ qm start {{guest}}\n如果允许它休眠，请把此发现标记为有意为之。',
  'unmount-mounted.title': '卸载其磁盘',
  'unmount-mounted.steps': '确认没有人在挂载的目录里工作。在 {{node}} 上：\n$ pct unmount {{guest}}',
  'free-storage.title': '为存储腾出空间',
  'free-storage.steps':
    '查看上面有什么：\n$ pvesm list {{storage}}\n按此顺序清理：旧备份、旧快照、没人用的 ISO 和镜像、未使用的磁盘。\n精简池上可让客户机归还已删除的空间：为磁盘打开 discard，并在客户机内运行：\n$ fstrim -av\n切勿删除客户机配置或快照仍引用的磁盘。',
  'enable-storage.title': '启用存储，或移走磁盘',
  'enable-storage.steps': '如果是误禁用：\n$ pvesm set {{storage}} --disable 0\n否则趁客户机运行时把磁盘移到其他存储。',
  'unshare-storage.title': '标明它是本地存储',
  'unshare-storage.steps':
    '如果它并非所有节点共用的同一块盘（如 iSCSI 或光纤通道）：\n$ pvesm set {{storage}} --shared 0',
  'mend-storage-nodes.title': '修正节点列表',
  'mend-storage-nodes.steps': '在“数据中心”→“存储”中编辑 {{storage}}，去掉已不存在的节点。',
  'mend-backup-job.title': '修复备份作业',
  'mend-backup-job.steps':
    '查看它的设置：\n$ pvesh get /cluster/backup/{{job}}\n在“数据中心”→“备份”中：启用它，设置计划和可用的存储。运行一次并查看结果。\n如果不再需要，就删除它。',
  'limit-backups.title': '规定保留多少备份',
  'limit-backups.steps':
    '例如保留最近七天、四周和三个月，设置在存储上：\n$ pvesm set {{storage}} --prune-backups keep-daily=7,keep-weekly=4,keep-monthly=3\n每台客户机的下一次备份会清理更旧的；受保护的备份会保留。',
  'make-backup-job.title': '设置备份',
  'make-backup-job.steps':
    '在“数据中心”→“备份”中为所有客户机添加作业（排除少数不需要的）：每晚、快照模式、写到不在同一块盘上的存储。\n查看哪些客户机没有包含：\n$ pvesh get /cluster/backup-info/not-backed-up\n用另一个编号恢复一台试一次，才能放心。',
  'look-at-backup.title': '查看备份失败的原因',
  'look-at-backup.steps':
    '打开该任务：日志里写明了客户机和原因。\n常见原因：备份存储没有空间、客户机被锁定、存储没有响应。\n修复后手动运行一次作业。',
} as const
