/** Guides of guests and of cloud-init. The rules for lines are those of guides.ts. */
export const guidesB = {
  'install-guest-agent.title': 'Get the guest agent to work',
  'install-guest-agent.steps':
    'Inside the guest, install it and see whether it runs. Debian and Ubuntu:\n$ apt install qemu-guest-agent\n$ systemctl status qemu-guest-agent\nOn Windows, run the set-up of the VirtIO drivers, which brings the agent.\nOn its node, switch the option on:\n$ qm set {{guest}} --agent enabled=1\nThe guest sees it only after it was off. With the agent silent, shut it down from inside, then start it:\n$ qm start {{guest}}\n$ qm agent {{guest}} ping',
  'apply-pending-changes.title': 'Apply the changes',
  'apply-pending-changes.steps':
    'See what waits. On its node, for a virtual machine:\n$ qm pending {{guest}}\nFor a container:\n$ pct pending {{guest}}\nAt a good moment let PVE restart it; a restart from inside is not enough:\n$ qm reboot {{guest}}\nFor a container:\n$ pct reboot {{guest}}\nOr take the change back: in its options or hardware, choose "Revert".',
  'choose-cpu-type.title': 'Choose a processor type',
  'choose-cpu-type.steps':
    'Every processor of the last ten years can do x86-64-v2-AES, and guests with it move between all of them. Newer ones can do v3 as well.\n$ qm set {{guest}} --cpu x86-64-v2-AES\nChoose host only where the guest needs every feature (virtual machines inside it, some games) and is moved switched off or between equal processors.\nIt counts from the next start by PVE:\n$ qm reboot {{guest}}\nWindows may ask to be activated again.',
  'size-guest.title': 'Give it a size that fits',
  'size-guest.steps':
    'See what it has and what its node has. For a virtual machine:\n$ qm config {{guest}}\n$ lscpu\n$ free -h\nUse one socket and as many cores as it needs, fewer than the node has threads:\n$ qm set {{guest}} --sockets 1 --cores 4\nGive it memory that leaves room for the node and the others; the minimum (balloon) is at most the memory. For example:\n$ qm set {{guest}} --memory 4096 --balloon 2048\nFor a container:\n$ pct set {{guest}} --memory 2048 --swap 512\nA virtual machine takes it over at its next start by PVE.',
  'adjust-disk-options.title': 'Adjust the options of a disk',
  'adjust-disk-options.steps':
    'Make a backup first. Look at the disks and the controller:\n$ qm config {{guest}}\nIn its hardware, open the disk: choose the cache "Default (No cache)", tick Discard and, for SSDs, "SSD emulation".\nLinux can change its controller at any time; Windows needs the VirtIO SCSI driver first, or it does not boot:\n$ qm set {{guest}} --scsihw virtio-scsi-single\nA disk on IDE: shut the guest down, detach the disk, attach it again as SCSI, and put it into the boot order.\nStart it by PVE, then free what was deleted before, inside the guest:\n$ fstrim -av',
  'sort-out-disks.title': 'Decide about the disk',
  'sort-out-disks.steps':
    'See what is there. For a virtual machine:\n$ qm config {{guest}}\nFor a container:\n$ pct config {{guest}}\nA disk that is not connected: attach it in the hardware to look at it, or remove it there if nobody needs it. Removing it deletes its data for good.\nA disk that backups leave out: open it and tick Backup. For a container, the same in its mount point.\nIf it is meant so, mark the finding as on purpose with the reason.',
  'add-firmware-disks.title': 'Add the EFI disk or the TPM',
  'add-firmware-disks.steps':
    'Shut the guest down. In its hardware choose Add, then "EFI Disk" or "TPM State", on the storage where its disks are.\nTick "Pre-Enroll keys" only for systems that were installed with Secure Boot, such as Windows 11.\nAfter the first start a guest may want its boot entry again: in the firmware menu (Esc), Boot Maintenance Manager, Boot From File.\nDo not switch between SeaBIOS and OVMF for a system that is installed: it would not boot.',
  'eject-iso.title': 'Take the ISO out',
  'eject-iso.steps':
    'See which drive it is in:\n$ qm config {{guest}}\nIn its hardware, open the drive and choose "Do not use any media". For ide2:\n$ qm set {{guest}} --ide2 none,media=cdrom\nOr keep ISO files on a storage that all nodes see.',
  'mend-boot-order.title': 'Put the boot order right',
  'mend-boot-order.steps':
    'See the disks and the order:\n$ qm config {{guest}}\nName the disk with the system first; for a cloud image only that one. If it is scsi0:\n$ qm set {{guest}} --boot order=scsi0\nIt counts from the next start.\nIf a clone still hangs while its template boots, compare firmware (bios), EFI disk and machine type of both, and change one at a time.',
  'detach-linked-clone.title': 'Make the clone independent',
  'detach-linked-clone.steps':
    'Look which disk is linked (its volume names a base disk):\n$ qm config {{guest}}\nMove that disk to another storage, best one that all nodes see: Disk Action, Move Storage. The copy has everything and depends on nothing.\nOr make a full clone of the guest and use that one.\nIt needs the full size as free space.',
  'mend-guest-network.title': 'Connect the guest to a network',
  'mend-guest-network.steps':
    'See which bridges its node has:\n$ ip -br link show type bridge\nIn the hardware of the guest, open or add the network device and choose one of them.\nIf the bridge should be there, make it on this node as on the others: System, Network, Create, Linux Bridge, then Apply.\nFor VLAN tags, tick "VLAN aware" on the bridge, or give it a port.',
  'give-own-mac.title': 'Give it an address of its own',
  'give-own-mac.steps':
    'Decide which of the two is the copy; if it is not needed any more, leave it off or remove it.\nIn the hardware of the copy, open the network device, empty the field MAC address and confirm: PVE makes a new one.\nStart it again by PVE. A system that ties its network names or a licence to the address has to be told.\nNext time choose "Unique" when you restore beside the original.',
  'map-devices.title': 'Map the device',
  'map-devices.steps':
    'If each node has such a device: Datacenter, Resource Mappings, add it once for all nodes.\nThen, in the hardware of the guest, replace the raw device by the mapped one.\nIf only this node has it, the guest belongs here: mark the finding as on purpose and keep it out of HA.\nA USB stick for smart homes can also be reached over the network, for example with a coordinator on Ethernet.',
  'start-with-node.title': 'Let it start with its node',
  'start-with-node.steps':
    'For a virtual machine:\n$ qm set {{guest}} --onboot 1\nFor a container:\n$ pct set {{guest}} --onboot 1\nIf others need it first (a DNS server, storage), give it a place in the order in "Start/Shutdown order".\nIf it shall stay off after a restart, say so once, and the finding is gone:\n$ qm set {{guest}} --onboot 0',
  'rename-guest.title': 'Rename the guest',
  'rename-guest.steps':
    'Take a name without dots (letters, digits, hyphens) and put the rest into the search domain of cloud-init.\nIn Options, change the name; in Cloud-Init, set "DNS domain", then "Regenerate Image".\nThe guest takes the new name over at its next start by PVE. cloud-init then treats it as a new machine: SSH host keys change.\nWhere that is not wanted, leave the name and only know that the hostname ends at the first dot.',
  'tidy-snapshots.title': 'Tidy up snapshots',
  'tidy-snapshots.steps':
    'See them, for a virtual machine and for a container:\n$ qm listsnapshot {{guest}}\n$ pct listsnapshot {{guest}}\nIs there a backup that is newer than what you may want back? Make one first if not.\nRemove the ones that nobody needs, in Snapshots, one after the other; the present state stays as it is.\nA large one may take minutes; do not stop the task.',
  'make-container-unprivileged.title': 'Turn it into an unprivileged one',
  'make-container-unprivileged.steps':
    'It cannot be switched; it is done by a backup and a restore. Make a backup with the container stopped:\n$ vzdump {{guest}} --mode stop\nRestore it under a new number, with "Unprivileged" ticked, and test it before you remove the old one.\nFolders of the node that are bound in need other owners then (100000 and up).\nWhere it must mount NFS or needs devices in a way that only a privileged one can, a virtual machine is the safer place.',
  'add-serial-console.title': 'Add a serial console',
  'add-serial-console.steps':
    'On its node:\n$ qm set {{guest}} --serial0 socket\nTo see it as the console of the guest:\n$ qm set {{guest}} --vga serial0\nFor a guest with a desktop, keep a screen instead:\n$ qm set {{guest}} --vga std\nIt counts from the next start by PVE. The serial console is opened with xterm.js or with:\n$ qm terminal {{guest}}',
  'grow-cloud-disk.title': 'Enlarge the disk',
  'grow-cloud-disk.steps':
    'See which disk it is:\n$ qm config {{guest}}\nA disk can grow and never shrink. For scsi0, 20 GiB more:\n$ qm disk resize {{guest}} scsi0 +20G\nRestart the guest: cloud images let partition and file system grow at boot.\nLook inside whether it worked:\n$ df -h /',
  'move-cloud-init-drive.title': 'Put the cloud-init drive right',
  'move-cloud-init-drive.steps':
    'See where it is:\n$ qm config {{guest}}\nShut the guest down. In its hardware, remove a cloud-init drive on IDE and add one on SCSI (for example scsi1), on the storage of its disks. It holds no data of the guest.\nStart it by PVE: the drive is written anew at each start.\nIf the drive was taken away on purpose after the first boot, mark the finding as on purpose.',
  'set-cloud-init-login.title': 'Give it a login',
  'set-cloud-init-login.steps':
    'In Cloud-Init of the guest, set an SSH key, best together with a user name; a password is for the console only in most images.\nChoose "Regenerate Image" and let PVE restart it:\n$ qm reboot {{guest}}\nIf the image has a login of its own that you know, mark the finding as on purpose.',
  'mend-cloud-init-network.title': 'Put the network settings right',
  'mend-cloud-init-network.steps':
    'See what the guest is given:\n$ qm cloudinit dump {{guest}} network\nIn Cloud-Init, open the interface: either DHCP and no gateway, or an address with its mask (/24 in most homes) and a gateway in the same network. Each interface needs its own line.\nName servers are separated by blanks.\nTwo guests with the same address: give one of them another, outside of what the router hands out.\nChoose "Regenerate Image" and let PVE restart it:\n$ qm reboot {{guest}}',
  'share-snippets.title': 'Put the files where all nodes see them',
  'share-snippets.steps':
    'See which files it uses:\n$ qm config {{guest}}\nAllow "Snippets" on a shared storage, copy the files into its folder snippets, and name them there in cicustom.\nOr copy the same files to every node, and again after each change.',
  'choose-cloud-init-upgrades.title': 'Decide about upgrades at first boot',
  'choose-cloud-init-upgrades.steps':
    'For a quick start and clones that are all the same, switch them off, best in the template:\n$ qm set {{guest}} --ciupgrade 0\nThen install updates by the guest itself, regularly.\nTo keep them, say so once:\n$ qm set {{guest}} --ciupgrade 1',
  'remove-unfinished-snapshot.title': 'Remove the unfinished snapshot',
  'remove-unfinished-snapshot.steps':
    'Make sure that no task works on the guest. On {{node}}, if it is still locked:\n$ {{tool}} unlock {{guest}}\nSee its snapshots, then remove the unfinished one by its name; force leaves out what is not there any more:\n$ {{tool}} listsnapshot {{guest}}\n$ {{tool}} delsnapshot {{guest}} NAME --force',
  'install-full-kernel.title': 'Install the full kernel',
  'install-full-kernel.steps':
    'Inside the guest, on Debian:\n$ apt install linux-image-amd64\nOn Ubuntu:\n$ apt install linux-image-generic\nOn Alpine:\n$ apk add linux-lts\nRestart it, see that it runs the new kernel, and remove the slim one:\n$ uname -r',
  'regenerate-cloud-init.title': 'Write the drive anew and restart',
  'regenerate-cloud-init.steps':
    'See what waits. On the node of the guest:\n$ qm cloudinit pending {{guest}}\nA restart by PVE writes the drive anew; one from inside does not:\n$ qm reboot {{guest}}\nTo write it now and restart later:\n$ qm cloudinit update {{guest}}',
} as const
