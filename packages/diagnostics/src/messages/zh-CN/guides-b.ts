import { translationOf } from '@steward/messages'
import type { guidesB as english } from '../en/guides-b.ts'

export const guidesB = translationOf<typeof english>()({
  'install-guest-agent.title': '让客户机代理工作',
  'install-guest-agent.steps':
    '在客户机里安装并查看它是否运行。Debian 和 Ubuntu：\n$ apt install qemu-guest-agent\n$ systemctl status qemu-guest-agent\nWindows 上运行 VirtIO 驱动安装程序，其中带有代理。\n在它的节点上启用选项：\n$ qm set {{guest}} --agent enabled=1\n客户机要完全关机后再开才能看到它。代理不应答时，先从里面关机，再启动：\n$ qm start {{guest}}\n$ qm agent {{guest}} ping',
  'apply-pending-changes.title': '让更改生效',
  'apply-pending-changes.steps':
    '查看等待中的更改。在它的节点上，虚拟机：\n$ qm pending {{guest}}\n容器：\n$ pct pending {{guest}}\n找个合适的时间由 PVE 重启，从里面重启是不够的：\n$ qm reboot {{guest}}\n容器：\n$ pct reboot {{guest}}\n也可以撤销更改：在选项或硬件页选择“还原”。',
  'choose-cpu-type.title': '选择处理器类型',
  'choose-cpu-type.steps':
    '近十年的处理器都支持 x86-64-v2-AES，使用它的客户机可以在它们之间迁移。较新的还支持 v3。\n$ qm set {{guest}} --cpu x86-64-v2-AES\n只有客户机需要全部特性（嵌套虚拟机、某些游戏），并且关机后移动或只在相同处理器之间移动时，才选 host。\n由 PVE 重启后生效：\n$ qm reboot {{guest}}\nWindows 可能要求重新激活。',
  'size-guest.title': '调整到合适的大小',
  'size-guest.steps':
    '查看它有多少、节点有多少。虚拟机：\n$ qm config {{guest}}\n$ lscpu\n$ free -h\n用一个插槽，核数按需要，不超过节点的线程数：\n$ qm set {{guest}} --sockets 1 --cores 4\n分配内存时给节点和其他客户机留余地；最小值（balloon）不能大于内存。例如：\n$ qm set {{guest}} --memory 4096 --balloon 2048\n容器：\n$ pct set {{guest}} --memory 2048 --swap 512\n虚拟机要由 PVE 下次启动时才生效。',
  'adjust-disk-options.title': '调整磁盘选项',
  'adjust-disk-options.steps':
    '先做备份。查看磁盘和控制器：\n$ qm config {{guest}}\n在硬件页打开磁盘：缓存选“默认（无缓存）”，勾选“丢弃”，固态硬盘再勾选“SSD 仿真”。\nLinux 可以随时更换控制器；Windows 要先装好 VirtIO SCSI 驱动，否则无法启动：\n$ qm set {{guest}} --scsihw virtio-scsi-single\n接在 IDE 上的磁盘：关机，分离磁盘，再以 SCSI 接上，并放进启动顺序。\n由 PVE 启动，然后在客户机里释放以前删除的空间：\n$ fstrim -av',
  'sort-out-disks.title': '决定如何处理这块磁盘',
  'sort-out-disks.steps':
    '查看有哪些磁盘。虚拟机：\n$ qm config {{guest}}\n容器：\n$ pct config {{guest}}\n没有接上的磁盘：在硬件页接上看看内容；没人需要就在那里删除。删除后数据无法恢复。\n备份没有包含的磁盘：打开它并勾选“备份”。容器在挂载点里同样设置。\n如果本来就是这样打算的，把发现标记为有意如此并写明原因。',
  'add-firmware-disks.title': '添加 EFI 磁盘或 TPM',
  'add-firmware-disks.steps':
    '关闭客户机。在硬件页选择添加 → “EFI 磁盘”或“TPM 状态”，放在它的磁盘所在的存储上。\n只有以安全启动方式安装的系统（如 Windows 11）才勾选“预注册密钥”。\n首次启动后客户机可能需要重建启动项：在固件菜单（Esc）里选 Boot Maintenance Manager → Boot From File。\n系统装好之后不要在 SeaBIOS 和 OVMF 之间切换，否则无法启动。',
  'eject-iso.title': '取出 ISO',
  'eject-iso.steps':
    '查看它在哪个光驱里：\n$ qm config {{guest}}\n在硬件页打开光驱，选择“不使用任何介质”。如果是 ide2：\n$ qm set {{guest}} --ide2 none,media=cdrom\n也可以把 ISO 放在所有节点都能看到的存储上。',
  'mend-boot-order.title': '修正启动顺序',
  'mend-boot-order.steps':
    '查看磁盘和启动顺序：\n$ qm config {{guest}}\n把系统盘放在第一位；云镜像只写系统盘。如果是 scsi0：\n$ qm set {{guest}} --boot order=scsi0\n下次启动时生效。\n如果模板能启动而克隆仍然卡住，比较两者的固件（bios）、EFI 磁盘和机器类型，一次只改一处。',
  'detach-linked-clone.title': '让克隆独立',
  'detach-linked-clone.steps':
    '查看哪块磁盘是链接的（卷名里带有 base 磁盘）：\n$ qm config {{guest}}\n把这块磁盘移到另一个存储，最好是所有节点都能看到的：磁盘操作 → 移动存储。得到的副本内容完整，不再依赖别的磁盘。\n也可以做一个完整克隆并改用它。\n需要与完整大小相当的空闲空间。',
  'mend-guest-network.title': '把客户机接到网络',
  'mend-guest-network.steps':
    '查看它的节点有哪些网桥：\n$ ip -br link show type bridge\n在客户机的硬件页打开或添加网络设备，选择其中一个。\n如果这个网桥本该存在，在这个节点上按其他节点的样子创建：系统 → 网络 → 创建 → Linux Bridge，然后应用。\n使用 VLAN 标签时，在网桥上勾选“VLAN 感知”，或者给它加一个端口。',
  'give-own-mac.title': '给它一个独立的地址',
  'give-own-mac.steps':
    '先确定两台里哪台是副本；不再需要就让它关着或者删除。\n在副本的硬件页打开网络设备，清空 MAC 地址并确认：PVE 会生成新的。\n由 PVE 重新启动。如果系统把网卡名或授权与地址绑定，需要在里面改过来。\n下次在原机旁边恢复时，选择“唯一”。',
  'map-devices.title': '映射设备',
  'map-devices.steps':
    '如果每个节点都有这样的设备：数据中心 → 资源映射，为所有节点添加一次。\n然后在客户机的硬件页，把原始设备换成映射的设备。\n如果只有这个节点有，这台客户机就属于这里：标记为有意如此，并且不要放进高可用。\n智能家居的 USB 棒也可以改为走网络，例如使用以太网协调器。',
  'start-with-node.title': '让它随节点启动',
  'start-with-node.steps':
    '虚拟机：\n$ qm set {{guest}} --onboot 1\n容器：\n$ pct set {{guest}} --onboot 1\n如果其他客户机要先依赖它（DNS、存储），在“启动/关机顺序”里给它排序。\n如果重启后就该关着，明确设置一次，这条发现就会消失：\n$ qm set {{guest}} --onboot 0',
  'rename-guest.title': '给客户机改名',
  'rename-guest.steps':
    '使用不带点的名称（字母、数字、连字符），其余部分写到 cloud-init 的搜索域里。\n在选项里改名称；在 Cloud-Init 里设置“DNS 域”，再选“重新生成镜像”。\n由 PVE 下次启动时使用新名称。cloud-init 会把它当成新机器：SSH 主机密钥会改变。\n如果不想这样，就保留名称，只要知道主机名到第一个点为止。',
  'tidy-snapshots.title': '整理快照',
  'tidy-snapshots.steps':
    '查看快照，虚拟机和容器分别是：\n$ qm listsnapshot {{guest}}\n$ pct listsnapshot {{guest}}\n有没有比想恢复的内容更新的备份？没有就先做一个。\n在快照页逐个删除没人需要的，当前状态不会改变。\n大的快照可能要几分钟，不要中止任务。',
  'make-container-unprivileged.title': '改为非特权容器',
  'make-container-unprivileged.steps':
    '不能直接切换，要通过备份和恢复。停止容器做备份：\n$ vzdump {{guest}} --mode stop\n用新的编号恢复并勾选“非特权”，测试好之后再删除旧的。\n从节点绑定进来的目录需要改所有者（从 100000 开始）。\n如果必须挂载 NFS，或者只有特权容器才能使用某些设备，放在虚拟机里更安全。',
  'add-serial-console.title': '添加串口控制台',
  'add-serial-console.steps':
    '在它的节点上：\n$ qm set {{guest}} --serial0 socket\n把它作为客户机的控制台：\n$ qm set {{guest}} --vga serial0\n带桌面的客户机则保留屏幕：\n$ qm set {{guest}} --vga std\n由 PVE 下次启动时生效。串口控制台用 xterm.js 打开，或者：\n$ qm terminal {{guest}}',
  'grow-cloud-disk.title': '扩大磁盘',
  'grow-cloud-disk.steps':
    '查看是哪块磁盘：\n$ qm config {{guest}}\n磁盘只能增大不能缩小。如果是 scsi0，增加 20 GiB：\n$ qm disk resize {{guest}} scsi0 +20G\n重启客户机：云镜像会在启动时自动扩展分区和文件系统。\n在里面确认是否成功：\n$ df -h /',
  'move-cloud-init-drive.title': '修正 cloud-init 驱动器',
  'move-cloud-init-drive.steps':
    '查看它在哪里：\n$ qm config {{guest}}\n关闭客户机。在硬件页删除 IDE 上的 cloud-init 驱动器，在 SCSI 上（例如 scsi1）添加一个，放在它的磁盘所在的存储上。它不保存客户机的数据。\n由 PVE 启动：每次启动都会重新写入这个驱动器。\n如果是首次启动后有意拿掉的，把发现标记为有意如此。',
  'set-cloud-init-login.title': '设置登录方式',
  'set-cloud-init-login.steps':
    '在客户机的 Cloud-Init 页设置 SSH 密钥，最好同时设置用户名；在多数镜像里密码只能用于控制台。\n选择“重新生成镜像”，由 PVE 重启：\n$ qm reboot {{guest}}\n如果镜像自带你知道的登录方式，把发现标记为有意如此。',
  'mend-cloud-init-network.title': '修正网络设置',
  'mend-cloud-init-network.steps':
    '查看客户机得到的内容：\n$ qm cloudinit dump {{guest}} network\n在 Cloud-Init 页打开接口：要么用 DHCP 并且不写网关，要么写地址和掩码（家里多为 /24）以及同一网段的网关。每块网卡都要有自己的一行。\nDNS 服务器用空格分隔。\n两台客户机地址相同时：给其中一台换一个，避开路由器自动分配的范围。\n选择“重新生成镜像”，由 PVE 重启：\n$ qm reboot {{guest}}',
  'share-snippets.title': '把文件放到所有节点都能看到的地方',
  'share-snippets.steps':
    '查看它使用哪些文件：\n$ qm config {{guest}}\n在一个共享存储上允许“片段”，把文件复制到它的 snippets 目录，并在 cicustom 里改为那里的路径。\n或者把同样的文件复制到每个节点，每次修改后都要再复制。',
  'choose-cloud-init-upgrades.title': '决定首次启动是否升级',
  'choose-cloud-init-upgrades.steps':
    '想要启动快、克隆都一致，就关闭它，最好在模板里设置：\n$ qm set {{guest}} --ciupgrade 0\n之后由客户机自己定期安装更新。\n如果要保留，明确设置一次：\n$ qm set {{guest}} --ciupgrade 1',
  'remove-unfinished-snapshot.title': '删除未完成的快照',
  'remove-unfinished-snapshot.steps':
    '先确认没有任务在处理这台客户机。如果它还锁着，在 {{node}} 上：\n$ {{tool}} unlock {{guest}}\n查看快照，再按名称删除未完成的那个；force 会跳过已经不存在的部分：\n$ {{tool}} listsnapshot {{guest}}\n$ {{tool}} delsnapshot {{guest}} NAME --force',
  'install-full-kernel.title': '安装完整内核',
  'install-full-kernel.steps':
    '在客户机里，Debian：\n$ apt install linux-image-amd64\nUbuntu：\n$ apt install linux-image-generic\nAlpine：\n$ apk add linux-lts\n重启后确认运行的是新内核，再删除精简内核：\n$ uname -r',
  'regenerate-cloud-init.title': '重新生成并重启',
  'regenerate-cloud-init.steps':
    '查看等待中的更改。在客户机所在节点上：\n$ qm cloudinit pending {{guest}}\n由 PVE 重启会重新生成，从里面重启则不会：\n$ qm reboot {{guest}}\n也可以现在生成，以后再重启：\n$ qm cloudinit update {{guest}}',
})
