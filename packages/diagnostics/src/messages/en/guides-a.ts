/** Guides of nodes, quorum, disks, HA, replication, access and tasks. The rules for lines are those of guides.ts. */
export const guidesA = {
  'heal-split.title': 'Join the halves of the cluster',
  'heal-split.steps':
    'Look for the break between the two groups: switch, cable, VLAN, firewall.\nOn a node of each side, look at the links and at who is seen:\n$ corosync-cfgtool -s\n$ pvecm status\nWhen the network is whole again, the cluster joins by itself within about ten seconds.\nDo not lower the expected votes and do not move configuration files while both sides run: two nodes would write to the same disks.',
  'bring-node-back.title': 'Bring a node back',
  'bring-node-back.steps':
    'Look at the machine: power, lamps of the network card, screen.\nIf it is up but not in the cluster, look at the cluster service there:\n$ systemctl status corosync pve-cluster\nIf it stays away for good, remove it from the cluster in order; do not start its guests elsewhere while it may still run.\nIf it is on but nobody reaches it, a hard restart is the last step: what guests have not written is lost.',
  'add-qdevice.title': 'Add a third vote (QDevice)',
  'add-qdevice.steps':
    'A QDevice is a small service on a machine outside of the cluster: a NAS, a Raspberry Pi, a small server.\nOn that machine (Debian):\n$ apt install corosync-qnetd\nOn every node of the cluster, while all of them are up:\n$ apt install corosync-qdevice\nThen on one node as root: pvecm qdevice setup, followed by the address of that machine (TCP port 5403 must be open).\nCheck that the QDevice is connected:\n$ pvecm status\nWith an odd number of nodes do not add one; add a node or leave it.',
  'repair-qdevice.title': 'Reach the QDevice again',
  'repair-qdevice.steps':
    'Is the machine with the QDevice on, and is its TCP port 5403 reachable?\nOn that machine:\n$ systemctl status corosync-qnetd\nOn each node:\n$ systemctl restart corosync-qdevice\n$ pvecm status\nUntil it is back, restart no node: the next one that goes takes the quorum with it.',
  'remove-qdevice.title': 'Remove the QDevice',
  'remove-qdevice.steps':
    'With an odd number of nodes the cluster is safer without it.\nWhile all nodes are up, on one node:\n$ pvecm qdevice remove\n$ pvecm status\nBefore nodes are added or removed, a QDevice must be removed as well, and added again afterwards if the number is even.',
  'even-out-votes.title': 'Give every node one vote',
  'even-out-votes.steps':
    'Who set other numbers had a reason: ask first.\nAll nodes must be up. Work on a copy, then put it in place, with config_version one higher and quorum_votes 1 for each node:\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.bak\nAfter editing the copy:\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\n$ pvecm status',
  'raise-expected-votes.title': 'Return to the full number of votes',
  'raise-expected-votes.steps':
    "Bring the missing nodes back: then the number rises by itself.\nSee what counts now:\n$ pvecm status\nIf it stays low, two_node may stand in the configuration; remove it (it is no way around a third vote):\n$ grep -nE 'two_node|expected_votes' /etc/pve/corosync.conf\nIf the missing nodes never come back, remove them from the cluster in order.",
  'refresh-status.title': 'See the true state',
  'refresh-status.steps':
    'Nothing is broken: PVE refreshes its cluster status when a node comes or goes.\nThe true state, on a node:\n$ pvecm status\n$ ha-manager status',
  'add-corosync-link.title': 'Add a second link',
  'add-corosync-link.steps':
    'A second network between the nodes is needed: another card and switch, best not the one that storage uses.\nSee the links there are:\n$ corosync-cfgtool -s\nWork on a copy of /etc/pve/corosync.conf: add ring1_addr for every node and a second interface block, and raise config_version by one.\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\nWith one network card in each machine this cannot be changed; then mark it as on purpose.',
  'add-addresses.title': 'Give Steward the addresses of all nodes',
  'add-addresses.steps':
    'Add the addresses of the missing nodes to the connection of this cluster, so that each node can be asked for its own view.\nPVE tells addresses only of nodes that it has seen since its start; they appear by themselves when those nodes were up together.',
  'wait-for-join.title': 'Wait for the cluster',
  'wait-for-join.steps':
    'Wait until the task has ended; about a minute is normal.\nSign-ins may be refused and the certificate of the new node changes. Accept it only after you compared it.\nThen look whether all nodes are there:\n$ pvecm status',
  'find-dead-storage.title': 'Find the storage that hangs',
  'find-dead-storage.steps':
    'Look at the network storages of this node first: is the NAS on, does it answer?\nOn {{node}}, see which mounts wait (a path that hangs is the one):\n$ mount -t nfs,nfs4,cifs\n$ journalctl -u pvestatd -n 30\nBring the storage back: within seconds all figures move again and waiting tasks go on.\nIf it is gone for good, disable it in Datacenter, Storage. Only then restart the statistics:\n$ systemctl restart pvestatd',
  'clean-ghost-node.title': 'Clean up after a removed node',
  'clean-ghost-node.steps':
    'Make sure that {{node}} is off for good or was installed anew: it must never start again with its old configuration.\nSee what is still there:\n$ ls -R /etc/pve/nodes/{{node}}\nGuests that you want to keep, and whose disks are on shared storage or were restored: move their .conf file to the folder of a node that lives.\nWhen nothing in it is needed any more (this deletes guest configurations, not disks):\n$ rm -r /etc/pve/nodes/{{node}}',
  'end-maintenance.title': 'End the maintenance',
  'end-maintenance.steps':
    'When the work is done, on any node:\n$ ha-manager crm-command node-maintenance disable {{node}}\nGuests that HA had moved away come back by themselves.\n$ ha-manager status',
  'relieve-node.title': 'Take load off a node',
  'relieve-node.steps':
    'See which guests take most on {{node}}: sort the guests by processor or memory.\nOn its shell:\n$ top -b -n 1 -o %MEM -w 120 | head -n 25\nMove a guest to a node with room, give it less, or switch on ballooning with a minimum that it needs.\nWith ZFS, see how much of the memory is its cache, which shrinks when it must:\n$ arc_summary -s arc',
  'relieve-disks.title': 'Find what keeps the disks busy',
  'relieve-disks.steps':
    'Is a backup, a scrub or a large copy running on {{node}}? Then it passes.\nSee who reads and writes:\n$ iostat -xz 5 2\n$ zpool iostat -v 5 2\nOne disk that is much slower than its neighbours is mostly dying: look at its health.\nLimit backups (bandwidth limit) or move guests that write a lot to faster disks.',
  'free-root.title': 'Free space on the system disk',
  'free-root.steps':
    'On {{node}}, see what is large:\n$ df -h /\n$ du -xh --max-depth=3 / | sort -h | tail -n 20\nOften these are backups and ISO files in the storage local, old logs, old packages:\n$ journalctl --vacuum-size=500M\n$ apt clean\nA folder for a network storage that is not mounted may have been filled by mistake: look below /mnt/pve.',
  'repair-service.title': 'Bring a service back',
  'repair-service.steps':
    'On {{node}}, see why it stopped:\n$ systemctl status {{service}}\n$ journalctl -u {{service}} -n 50\nThen start it:\n$ systemctl restart {{service}}\nRestart corosync on one node at a time only. While HA is armed, a node without it is reset after about a minute.',
  'find-reboot-cause.title': 'Find out why a node restarted',
  'find-reboot-cause.steps':
    'On {{node}}, read the end of the log before the restart:\n$ journalctl -b -1 -n 100\n$ last -x -n 10 reboot shutdown\nThe log ends in the middle: power, hardware or a crash. Lines with watchdog: the node was alone without quorum while HA was armed.\nAfter a failure of power, check the file systems and whether all guests are back.',
  'update-nodes.title': 'Bring all nodes to the same version',
  'update-nodes.steps':
    'One node after the other: move its guests away or shut them down, then update it:\n$ apt update\n$ apt dist-upgrade\nRestart it if a new kernel came with it, wait until it is back in the cluster, then take the next one.\nUse dist-upgrade, never plain upgrade: PVE needs packages to be exchanged.',
  'reboot-into-kernel.title': 'Restart into the newer kernel',
  'reboot-into-kernel.steps':
    'On {{node}}, see which kernels are there and whether one is pinned:\n$ proxmox-boot-tool kernel list\nIf one is pinned on purpose, leave it. Else move the guests away or shut them down, and restart:\n$ reboot',
  'upgrade-release.title': 'Upgrade to a supported release',
  'upgrade-release.steps':
    'Make backups of all guests first, and check that they are there.\nUpgrade one release at a time, node by node. PVE has a check for each step, which changes nothing, e.g. from 8 to 9:\n$ pve8to9 --full\nSolve what it reports, then follow the upgrade page of PVE for that release.\nGuests can move from an upgraded node to another upgraded one, and from old to new, not back.',
  'plan-migration.title': 'Move guests between different processors',
  'plan-migration.steps':
    'Shut a guest down before you move it to a node of the other maker.\nFor guests that should move while they run, keep them on nodes of one maker: by HA rules, or by where their disks are.\nGive such guests a general processor type such as x86-64-v2-AES, not host.',
  'set-clock.title': 'Set the clock',
  'set-clock.steps':
    'On the machine whose clock is wrong:\n$ timedatectl\n$ chronyc tracking\n$ chronyc sources\nNo reachable source: allow UDP port 123 out, or name your router in /etc/chrony/chrony.conf. Then:\n$ systemctl restart chrony\n$ chronyc makestep\nA clock that is wrong after each start has an empty battery.',
  'set-timezone.title': 'Set one time zone',
  'set-timezone.steps':
    "In PVE: node, System, Time. Or on the node's shell, look first:\n$ timedatectl\nThen set it with timedatectl set-timezone and the name of the zone, and restart the planner:\n$ systemctl restart pvescheduler",
  'fix-address.title': 'Write the address down',
  'fix-address.steps':
    "Choose the address that the node has now, and keep it out of the router's range for leases.\nIn PVE: node {{node}}, System, Network, edit the bridge: IPv4/CIDR and gateway. Look at the change before you apply it.\nThe name of the node must lead to this address on the node itself:\n$ grep -v '^#' /etc/hosts\nA node that is in a cluster must keep its address: another one needs changes in corosync.conf too.",
  'apply-network.title': 'Apply or discard network changes',
  'apply-network.steps':
    'In PVE: node {{node}}, System, Network. The difference is shown at the bottom.\nWanted: apply it while somebody is near the machine, because a mistake may cut it off. Not wanted: revert it.\nOn the shell:\n$ diff /etc/network/interfaces /etc/network/interfaces.new',
  'repair-ports.title': 'Lead to the right network card',
  'repair-ports.steps':
    'On {{node}}, see the cards that are there and their names:\n$ ip -br link\nIf a card was renamed, put its new name in place of the old one in System, Network, then apply.\nIf the card is broken or its USB plug is loose, mend that first.\nOn PVE 9 names can be pinned, so that they stay:\n$ pve-network-interface-pinning generate',
  'replace-wireless.title': 'Use a cable, or route instead',
  'replace-wireless.steps':
    'A bridge needs a cable: guests behind a wireless card get no answer.\nWhere there is no cable: a bridge without ports, with its own network, and masquerading on the node {{node}} (routed set-up).\nOr give the wireless card to one guest by USB or PCI passthrough.\nTake the wireless card out of the bridge in System, Network.',
  'one-gateway.title': 'Keep one default gateway',
  'one-gateway.steps':
    'On {{node}}, see which way is used:\n$ ip route show default\nIn System, Network remove the gateway from all interfaces but the one that leads to your router. Other networks need routes, not gateways.',
  'replace-disk.title': 'Replace a disk',
  'replace-disk.steps':
    "Make backups of what is on it now, before anything else.\nOn {{node}}, find the disk by its serial number and read its values:\n$ lsblk -o NAME,SIZE,MODEL,SERIAL\nPart of a ZFS pool: exchange it with zpool replace. A single disk: move the guests' disks to another storage (Move Storage), then exchange it.\nPull out the disk with the right serial number; two disks of one model look the same.",
  'repair-zfs.title': 'Repair a ZFS pool',
  'repair-zfs.steps':
    'On {{node}}, see which disk it is and what ZFS advises:\n$ zpool status -v\nA loose cable is as frequent as a broken disk: check it, then clear the errors and watch.\nA broken disk: put in a new one of at least the same size and use zpool replace. A pool to start from needs its boot partitions copied too (proxmox-boot-tool).\nUntil it is mended, do not restart without need and keep fresh backups.',
  'free-zfs.title': 'Make room in a ZFS pool',
  'free-zfs.steps':
    'On {{node}}, see what takes the space; old snapshots are the usual reason:\n$ zfs list -o space\n$ zfs list -t snapshot -o name,used,creation -S used\nDelete snapshots in PVE, remove unused disks, move a large disk elsewhere.\nFragments cannot be joined: a pool with more free space writes faster again.',
  'free-thin-pool.title': 'Make room in a thin pool',
  'free-thin-pool.steps':
    'On {{node}}, see data and metadata:\n$ lvs -a -o lv_name,vg_name,lv_size,data_percent,metadata_percent\nDelete old snapshots and unused disks. Guests with discard give back what they deleted when they trim.\nMetadata can be enlarged while all runs, if the volume group has free space; for the pool of a standard installation:\n$ lvextend --poolmetadatasize +1G pve/data\nDo not let it reach 100 %: the repair needs all guests on it off.',
  'renew-certificate.title': 'Renew a certificate',
  'renew-certificate.steps':
    "PVE's own certificates, on {{node}}:\n$ pvecm updatecerts --force\n$ systemctl restart pveproxy pvedaemon\nThose by ACME:\n$ pvenode acme cert renew\nOne that you put there yourself (pveproxy-ssl.pem): upload the new one in System, Certificates.\nThe certificate changes, so Steward asks you to confirm it.",
  'set-repositories.title': 'Set the package repositories right',
  'set-repositories.steps':
    'In PVE: node {{node}}, Updates, Repositories. It says what is wrong with each line.\nWithout subscription: disable the enterprise repositories (that of Ceph too) and add No-Subscription.\nAll lines must name the same release: trixie for PVE 9, bookworm for PVE 8. A mirror nearby is fine.\nThen see whether it works:\n$ apt update',
  'check-subscription.title': 'Check a subscription',
  'check-subscription.steps':
    'On {{node}}, ask again; after a change of hardware the key may need a new binding in the shop:\n$ pvesubscription update --force\n$ pvesubscription get\nWithout subscription: use the No-Subscription repository instead, so that updates go on.',
  'clear-ha-error.title': 'Take a guest out of the error state',
  'clear-ha-error.steps':
    'See why it failed: the last failed task of the guest says it, mostly a missing disk or a locked configuration.\nTell HA to let go of it:\n$ ha-manager set {{sid}} --state disabled\nMend the cause, then hand it back:\n$ ha-manager set {{sid}} --state started\n$ ha-manager status',
  'unstick-ha.title': 'See what HA waits for',
  'unstick-ha.steps':
    '$ ha-manager status\nA manager with an old time stamp: its node is off, or its service has stopped. A node in state fence: HA waits until it is certainly off, about two minutes.\nOn {{node}}:\n$ systemctl status pve-ha-lrm pve-ha-crm\n$ journalctl -u pve-ha-lrm -n 50\nDo not start the guest by hand elsewhere: it might then run twice.',
  'restart-lrm.title': 'Start the HA services again',
  'restart-lrm.steps':
    'See who is missing:\n$ ha-manager status\nOn the node that does not answer (without a master: on every node, one after the other):\n$ systemctl restart pve-ha-crm pve-ha-lrm\n$ journalctl -u pve-ha-lrm -n 30\nIf the watchdog says that another program holds it, find that program first.',
  'arm-ha.title': 'Arm HA again',
  'arm-ha.steps':
    'When the maintenance is over, on any node:\n$ pvesh create /cluster/ha/status/arm-ha\n$ ha-manager status\nFrozen guests are looked after again within a minute.',
  'share-ha-disks.title': 'Give an HA guest disks that others see',
  'share-ha-disks.steps':
    'Three ways: move its disks to shared storage (Move Storage, while it runs), set up replication (ZFS on both nodes), or take the guest out of HA.\nWith replication, what was written since the last run is lost after a failure.\nSee what HA looks after:\n$ ha-manager config',
  'repair-replication.title': 'Get replication going',
  'repair-replication.steps':
    'On {{node}}, see the jobs and what the last run said:\n$ pvesr status\nNo common snapshot: remove the copy on the target storage, and the next run starts anew. No connection: check that root can reach the other node, then:\n$ pvecm updatecerts\nNo space on the target: make room there. A job that was switched off on purpose: remove it, or mark it as on purpose.',
  'remove-replication.title': 'Remove a job whose target is gone',
  'remove-replication.steps':
    'The target cannot be cleaned up any more, so only the entry is removed:\n$ pvesr delete {{job}} --force\nThen make a new job to a node that is there.',
  'grant-reading.title': 'Let Steward read',
  'grant-reading.steps':
    "In PVE: Datacenter, Permissions. Give Steward's account the role PVEAuditor on the path / with Propagate.\nA token with privilege separation needs the same for itself, beside its user: add an API token permission.\nSee what is granted:\n$ pveum acl list",
  'clean-users.title': 'Put an account away',
  'clean-users.steps':
    'In PVE: Datacenter, Permissions, Users. Disable the account, or remove it together with its tokens, or give it a new date if it is still needed.\n$ pveum user list',
  'look-at-task.title': 'Look at a task',
  'look-at-task.steps':
    'Open the task and read its last lines: they mostly name the cause.\nLines still being added: it works; let it finish. Nothing for a long time: see what it waits for (a storage, a lock, a guest that does not answer).\nTo stop a task is safe for most; not in the middle of a migration, a move of a disk or a restore.',
  'bring-interface-up.title': 'Bring the interface up',
  'bring-interface-up.steps':
    'On {{node}}, see why it is down:\n$ ip -br link\n$ journalctl -b -u networking\nThen bring up what is configured:\n$ ifup {{iface}}\nIf it is not needed any more, take "Autostart" from it in System, Network.',
  'separate-corosync-links.title': 'Lead the second link over another card',
  'separate-corosync-links.steps':
    'Give the second link an address on another card and, best, on another switch.\nSee how the links do; the API cannot tell:\n$ corosync-cfgtool -s\nThen change ring1_addr in a copy of /etc/pve/corosync.conf, and raise config_version by one:\n$ cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new\n$ mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf\nWith one network card in each machine this cannot be changed; then mark it as on purpose.',
} as const
