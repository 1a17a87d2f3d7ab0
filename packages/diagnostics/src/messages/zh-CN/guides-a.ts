import { translationOf } from '@steward/messages'
import type { guidesA as english } from '../en/guides-a.ts'

export const guidesA = translationOf<typeof english>()({
  'heal-split.title': '让分裂的集群重新合一',
  'heal-split.steps':
    '查找两组之间断在哪里：交换机、网线、VLAN、防火墙。\n在每一侧各选一个节点，查看链路以及能看到谁：\n$ corosync-cfgtool -s\n$ pvecm status\n网络恢复后，集群会在大约十秒内自动合一。\n两侧都在运行时，不要降低预期票数，也不要移动配置文件：两个节点会同时写同一块磁盘。',
  'bring-node-back.title': '让节点回来',
  'bring-node-back.steps':
    '先看机器本身：电源、网卡指示灯、屏幕。\n如果它开着却不在集群里，在它上面查看集群服务：\n$ systemctl status corosync pve-cluster\n如果它不会再回来，按步骤把它移出集群；在它可能仍在运行时，不要在别处启动它的客户机。\n如果它开着但谁也连不上，最后才强制重启：客户机还没写入的数据会丢失。',
  'add-qdevice.title': '增加第三票（QDevice）',
  'add-qdevice.steps':
    'QDevice 是集群之外一台机器上的小服务：NAS、树莓派或小服务器都可以。\n在那台机器上（Debian）：\n$ apt install corosync-qnetd\n在集群的每个节点上，并且所有节点都在线时：\n$ apt install corosync-qdevice\n然后在任一节点上以 root 执行 pvecm qdevice setup 加上那台机器的地址（要放行 TCP 5403 端口）。\n确认 QDevice 已连接：\n$ pvecm status\n节点数为奇数时不要添加，可以再加一个节点，或者保持原样。',
  'repair-qdevice.title': '恢复 QDevice 连接',
  'repair-qdevice.steps':
    '运行 QDevice 的机器开着吗？它的 TCP 5403 端口能连上吗？\n在那台机器上：\n$ systemctl status corosync-qnetd\n在每个节点上：\n$ systemctl restart corosync-qdevice\n$ pvecm status\n在它恢复之前不要重启任何节点：下一个离开的节点会带走仲裁。',
  'remove-qdevice.title': '移除 QDevice',
  'remove-qdevice.steps':
    '节点数为奇数时，没有它集群反而更稳。\n在所有节点都在线时，在任一节点上：\n$ pvecm qdevice remove\n$ pvecm status\n增减节点之前也必须先移除 QDevice，之后节点数为偶数再重新添加。',
  'even-out-votes.title': '让每个节点一票',
  'even-out-votes.steps':
    '设置成别的票数的人自有理由，先问清楚。\n所有节点都要在线。先改副本再替换，config_version 加一，每个节点的 quorum_votes 设为 1：\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.bak\n改好副本之后：\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\n$ pvecm status',
  'raise-expected-votes.title': '恢复完整的票数',
  'raise-expected-votes.steps':
    "让缺席的节点回来，票数会自动恢复。\n查看现在按多少票计算：\n$ pvecm status\n如果一直偏低，配置里可能写了 two_node，请去掉它（它不能代替第三票）：\n$ grep -nE 'two_node|expected_votes' /etc/pve/corosync.conf\n如果缺席的节点不会再回来，按步骤把它们移出集群。",
  'refresh-status.title': '查看真实状态',
  'refresh-status.steps':
    '没有东西坏掉：PVE 在有节点加入或离开时才刷新集群状态。\n在节点上查看真实状态：\n$ pvecm status\n$ ha-manager status',
  'add-corosync-link.title': '增加第二条链路',
  'add-corosync-link.steps':
    '节点之间需要第二个网络：另一块网卡和另一台交换机，最好不与存储共用。\n查看现有链路：\n$ corosync-cfgtool -s\n在 /etc/pve/corosync.conf 的副本里修改：给每个节点加上 ring1_addr，再加一个 interface 段，并把 config_version 加一。\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\n如果每台机器只有一块网卡就无法改变，可以标记为有意如此。',
  'add-addresses.title': '把所有节点的地址告诉 Steward',
  'add-addresses.steps':
    '在这个集群的连接里补上缺少的节点地址，这样就能直接询问每个节点的看法。\nPVE 只提供启动以来见过的节点的地址；这些节点同时在线过之后，地址会自动出现。',
  'wait-for-join.title': '等待集群完成',
  'wait-for-join.steps':
    '等任务结束，一分钟左右是正常的。\n期间登录可能被拒绝，新节点的证书会更换，核对后再接受。\n然后查看所有节点是否都在：\n$ pvecm status',
  'find-dead-storage.title': '找出没有响应的存储',
  'find-dead-storage.steps':
    '先看这个节点的网络存储：NAS 开着吗，有响应吗？\n在 {{node}} 上查看哪些挂载在等待（卡住的路径就是它）：\n$ mount -t nfs,nfs4,cifs\n$ journalctl -u pvestatd -n 30\n让存储恢复：几秒钟内所有数据会重新更新，等待的任务也会继续。\n如果它不会再回来，先在 数据中心 → 存储 里禁用它，然后再重启统计服务：\n$ systemctl restart pvestatd',
  'clean-ghost-node.title': '清理已移除的节点',
  'clean-ghost-node.steps':
    '确认 {{node}} 已经彻底关机或已重装：它绝不能再带着旧配置启动。\n查看还剩下什么：\n$ ls -R /etc/pve/nodes/{{node}}\n想保留的客户机，如果磁盘在共享存储上或已经恢复，就把它的 .conf 文件移到在线节点的目录。\n确定里面的都不再需要之后（这会删除客户机配置，不删磁盘）：\n$ rm -r /etc/pve/nodes/{{node}}',
  'end-maintenance.title': '结束维护',
  'end-maintenance.steps':
    '维护完成后，在任一节点上：\n$ ha-manager crm-command node-maintenance disable {{node}}\n高可用移走的客户机会自动回来。\n$ ha-manager status',
  'relieve-node.title': '减轻节点负载',
  'relieve-node.steps':
    '查看 {{node}} 上哪些客户机占用最多：按处理器或内存排序。\n在它的命令行上：\n$ top -b -n 1 -o %MEM -w 120 | head -n 25\n把客户机迁到有余量的节点，调小它的配置，或者启用气球内存并设一个够用的最小值。\n使用 ZFS 时，看看内存里有多少是它的缓存，必要时会自动缩小：\n$ arc_summary -s arc',
  'relieve-disks.title': '找出磁盘繁忙的原因',
  'relieve-disks.steps':
    '{{node}} 上是否正在备份、校验或复制大文件？那样过一会儿就好。\n查看谁在读写：\n$ iostat -xz 5 2\n$ zpool iostat -v 5 2\n如果有一块磁盘明显比旁边的慢，多半快坏了：查看它的健康状况。\n给备份限速，或者把写入多的客户机移到更快的磁盘上。',
  'free-root.title': '清理系统盘空间',
  'free-root.steps':
    '在 {{node}} 上查看什么占空间：\n$ df -h /\n$ du -xh --max-depth=3 / | sort -h | tail -n 20\n常见的是 local 存储里的备份和 ISO、旧日志、旧软件包：\n$ journalctl --vacuum-size=500M\n$ apt clean\n网络存储没挂载上时，它的目录可能被误写满：查看 /mnt/pve 下面。',
  'repair-service.title': '恢复服务',
  'repair-service.steps':
    '在 {{node}} 上查看它为什么停了：\n$ systemctl status {{service}}\n$ journalctl -u {{service}} -n 50\n然后启动：\n$ systemctl restart {{service}}\ncorosync 一次只在一个节点上重启。高可用启用时，缺少它的节点大约一分钟后会被重置。',
  'find-reboot-cause.title': '查明节点为什么重启',
  'find-reboot-cause.steps':
    '在 {{node}} 上查看重启前日志的结尾：\n$ journalctl -b -1 -n 100\n$ last -x -n 10 reboot shutdown\n日志突然中断：断电、硬件问题或崩溃。出现 watchdog：高可用启用时节点落单且没有仲裁。\n断电之后，检查文件系统，并确认客户机都已恢复。',
  'update-nodes.title': '让所有节点版本一致',
  'update-nodes.steps':
    '逐个节点进行：先迁走或关闭它上面的客户机，然后更新：\n$ apt update\n$ apt dist-upgrade\n如果带来了新内核就重启，等它回到集群后再处理下一个。\n请用 dist-upgrade，不要用普通的 upgrade：PVE 需要替换软件包。',
  'reboot-into-kernel.title': '重启到新内核',
  'reboot-into-kernel.steps':
    '在 {{node}} 上查看有哪些内核，以及是否固定了某个：\n$ proxmox-boot-tool kernel list\n如果是有意固定的就不用动。否则先迁走或关闭客户机，然后重启：\n$ reboot',
  'upgrade-release.title': '升级到受支持的版本',
  'upgrade-release.steps':
    '先备份所有客户机，并确认备份存在。\n一次只升一个大版本，逐个节点进行。PVE 为每一步提供了只读检查，例如从 8 到 9：\n$ pve8to9 --full\n解决它报告的问题，再按 PVE 该版本的升级说明操作。\n客户机可以从旧节点迁到新节点，或在新节点之间迁移，但不能迁回旧节点。',
  'plan-migration.title': '在不同处理器之间迁移客户机',
  'plan-migration.steps':
    '迁到另一家厂商的节点之前，先关闭客户机。\n需要在线迁移的客户机，请留在同一厂商的节点上：用高可用规则，或由磁盘位置决定。\n这类客户机请用通用的处理器类型，例如 x86-64-v2-AES，不要用 host。',
  'set-clock.title': '校准时钟',
  'set-clock.steps':
    '在时钟不准的机器上：\n$ timedatectl\n$ chronyc tracking\n$ chronyc sources\n没有可用的时间源：放行出站 UDP 123 端口，或在 /etc/chrony/chrony.conf 里写上路由器。然后：\n$ systemctl restart chrony\n$ chronyc makestep\n每次开机都不准，多半是主板电池没电了。',
  'set-timezone.title': '统一时区',
  'set-timezone.steps':
    '在 PVE 中：节点 → 系统 → 时间。也可以先在节点命令行上查看：\n$ timedatectl\n再用 timedatectl set-timezone 加时区名来设置，然后重启计划服务：\n$ systemctl restart pvescheduler',
  'fix-address.title': '固定节点地址',
  'fix-address.steps':
    "选用节点现在的地址，并把它排除在路由器的分配范围之外。\n在 PVE 中：节点 {{node}} → 系统 → 网络，编辑网桥：填写 IPv4/CIDR 和网关。应用之前先看清改动。\n在节点本机上，节点名必须指向这个地址：\n$ grep -v '^#' /etc/hosts\n已在集群里的节点必须保留原地址：换地址还要改 corosync.conf。",
  'apply-network.title': '应用或放弃网络修改',
  'apply-network.steps':
    '在 PVE 中：节点 {{node}} → 系统 → 网络，页面底部会显示差异。\n需要这些修改：有人在机器旁边时再应用，写错可能会断网。不需要：撤销。\n在命令行上：\n$ diff /etc/network/interfaces /etc/network/interfaces.new',
  'repair-ports.title': '改为正确的网卡',
  'repair-ports.steps':
    '在 {{node}} 上查看现有网卡及名称：\n$ ip -br link\n如果网卡改了名，在 系统 → 网络 里把旧名换成新名，然后应用。\n如果网卡坏了或 USB 接头松了，先修好它。\nPVE 9 可以固定名称，让它不再变：\n$ pve-network-interface-pinning generate',
  'replace-wireless.title': '改用网线或路由',
  'replace-wireless.steps':
    '网桥需要网线：接在无线网卡后面的客户机收不到应答。\n没有网线时：建一个没有端口、使用独立网段的网桥，并在节点 {{node}} 上做地址伪装（路由方式）。\n或者用 USB 或 PCI 直通把无线网卡交给一台客户机。\n在 系统 → 网络 里把无线网卡移出网桥。',
  'one-gateway.title': '只保留一个默认网关',
  'one-gateway.steps':
    '在 {{node}} 上查看实际走哪条路：\n$ ip route show default\n在 系统 → 网络 里，只保留通向路由器的那个接口的网关，其余删掉。其他网段需要的是路由，不是网关。',
  'replace-disk.title': '更换磁盘',
  'replace-disk.steps':
    '先备份它上面的数据，再做别的。\n在 {{node}} 上按序列号找到磁盘：\n$ lsblk -o NAME,SIZE,MODEL,SERIAL\n属于 ZFS 存储池：用 zpool replace 更换。单独的磁盘：先把客户机磁盘移到别的存储（移动存储），再更换。\n按序列号拔出正确的磁盘：同型号的两块看起来一样。',
  'repair-zfs.title': '修复 ZFS 存储池',
  'repair-zfs.steps':
    '在 {{node}} 上查看是哪块磁盘，以及 ZFS 的建议：\n$ zpool status -v\n线松了和磁盘坏了一样常见：先检查线，再清除错误并观察。\n磁盘坏了：换上不小于原来的新盘，用 zpool replace。用于启动的存储池还要复制引导分区（proxmox-boot-tool）。\n修好之前不要随意重启，并保留最新的备份。',
  'free-zfs.title': '给 ZFS 存储池腾出空间',
  'free-zfs.steps':
    '在 {{node}} 上查看什么占空间，旧快照是最常见的原因：\n$ zfs list -o space\n$ zfs list -t snapshot -o name,used,creation -S used\n在 PVE 里删除快照，删除未使用的磁盘，把大磁盘移到别处。\n碎片无法合并：空闲空间多了，写入才会重新变快。',
  'free-thin-pool.title': '给精简池腾出空间',
  'free-thin-pool.steps':
    '在 {{node}} 上查看数据和元数据：\n$ lvs -a -o lv_name,vg_name,lv_size,data_percent,metadata_percent\n删除旧快照和未使用的磁盘。启用 discard 的客户机执行 trim 时会归还已删除的空间。\n卷组有空闲时，元数据可以在线扩大；标准安装的池：\n$ lvextend --poolmetadatasize +1G pve/data\n不要让它到 100 %：修复时必须关掉上面所有客户机。',
  'renew-certificate.title': '更新证书',
  'renew-certificate.steps':
    'PVE 自己的证书，在 {{node}} 上：\n$ pvecm updatecerts --force\n$ systemctl restart pveproxy pvedaemon\nACME 证书：\n$ pvenode acme cert renew\n自己放上去的证书（pveproxy-ssl.pem）：在 系统 → 证书 里上传新的。\n证书会变，所以 Steward 会请你再次确认。',
  'set-repositories.title': '设置正确的软件源',
  'set-repositories.steps':
    '在 PVE 中：节点 {{node}} → 更新 → 软件仓库，那里会说明每一行的问题。\n没有订阅：禁用企业版软件源（Ceph 的也一样），添加 No-Subscription。\n所有行必须是同一个版本：PVE 9 用 trixie，PVE 8 用 bookworm。用就近的镜像也可以。\n然后看看是否正常：\n$ apt update',
  'check-subscription.title': '检查订阅',
  'check-subscription.steps':
    '在 {{node}} 上重新查询；更换硬件后，密钥可能要在商店重新绑定：\n$ pvesubscription update --force\n$ pvesubscription get\n不再订阅时：改用 No-Subscription 软件源，更新就能继续。',
  'clear-ha-error.title': '让客户机脱离错误状态',
  'clear-ha-error.steps':
    '查看失败原因：客户机最近一次失败的任务里会写，多半是磁盘缺失或配置被锁。\n让高可用先放手：\n$ ha-manager set {{sid}} --state disabled\n解决原因之后再交还：\n$ ha-manager set {{sid}} --state started\n$ ha-manager status',
  'unstick-ha.title': '查看高可用在等什么',
  'unstick-ha.steps':
    '$ ha-manager status\n管理器时间戳过旧：所在节点关机了，或服务停了。节点处于 fence：高可用在等它确实关机，大约两分钟。\n在 {{node}} 上：\n$ systemctl status pve-ha-lrm pve-ha-crm\n$ journalctl -u pve-ha-lrm -n 50\n不要在别处手动启动这台客户机：那样它可能会同时运行两份。',
  'restart-lrm.title': '重新启动高可用服务',
  'restart-lrm.steps':
    '查看缺了谁：\n$ ha-manager status\n在没有应答的节点上（没有主管理器时：在每个节点上逐个进行）：\n$ systemctl restart pve-ha-crm pve-ha-lrm\n$ journalctl -u pve-ha-lrm -n 30\n如果日志说看门狗被别的程序占用，先找出那个程序。',
  'arm-ha.title': '重新启用高可用',
  'arm-ha.steps':
    '维护结束后，在任一节点上：\n$ pvesh create /cluster/ha/status/arm-ha\n$ ha-manager status\n被冻结的客户机会在一分钟内重新得到照管。',
  'share-ha-disks.title': '让高可用客户机的磁盘可共享',
  'share-ha-disks.steps':
    '有三种办法：把磁盘移到共享存储（移动存储，可在线进行）、设置复制（两个节点都用 ZFS），或者把这台客户机移出高可用。\n使用复制时，出故障会丢失上一次同步之后写入的数据。\n查看高可用管理着哪些：\n$ ha-manager config',
  'repair-replication.title': '恢复复制',
  'repair-replication.steps':
    '在 {{node}} 上查看任务以及上次运行的提示：\n$ pvesr status\n没有共同的快照：删除目标存储上的副本，下次会重新开始。连不上：检查 root 能否连到对方节点，然后：\n$ pvecm updatecerts\n目标空间不足：在那边腾出空间。有意关闭的任务：删除它，或标记为有意如此。',
  'remove-replication.title': '删除目标已不存在的任务',
  'remove-replication.steps':
    '目标已无法清理，所以只删除任务条目：\n$ pvesr delete {{job}} --force\n然后新建一个指向现有节点的任务。',
  'grant-reading.title': '授予 Steward 读取权限',
  'grant-reading.steps':
    '在 PVE 中：数据中心 → 权限。给 Steward 的账户在路径 / 上授予 PVEAuditor 角色，并勾选传播。\n启用权限分离的令牌除了用户之外，自己也要同样授权：添加 API 令牌权限。\n查看已有授权：\n$ pveum acl list',
  'clean-users.title': '收走账户',
  'clean-users.steps':
    '在 PVE 中：数据中心 → 权限 → 用户。禁用该账户，或连同令牌一起删除；如果还需要，就给它新的日期。\n$ pveum user list',
  'look-at-task.title': '查看任务',
  'look-at-task.steps':
    '打开任务看最后几行，多半已经写明原因。\n还在输出：说明在工作，等它完成。很久没有输出：看看它在等什么（存储、锁、没有应答的客户机）。\n大多数任务可以安全停止；迁移、移动磁盘或恢复到一半时不要停。',
  'bring-interface-up.title': '启用这个接口',
  'bring-interface-up.steps':
    '在 {{node}} 上看看它为什么没有启用：\n$ ip -br link\n$ journalctl -b -u networking\n然后启用已配置的接口：\n$ ifup {{iface}}\n如果不再需要，在 系统 → 网络 里取消它的自动启动。',
  'separate-corosync-links.title': '让第二条链路走另一块网卡',
  'separate-corosync-links.steps':
    '给第二条链路一个在另一块网卡上的地址，最好也接到另一台交换机。\n链路状况 API 看不到，在节点上查看：\n$ corosync-cfgtool -s\n然后在 /etc/pve/corosync.conf 的副本里修改 ring1_addr，并把 config_version 加一：\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\n如果每台机器只有一块网卡就无法改变，可以标记为有意如此。',
})
