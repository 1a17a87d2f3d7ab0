/** Guides of the rules for power, locks, storages and backups. */
export const guidesGuest = {
  'ask-why-stuck.title': 'Ask why it is stuck',
  'ask-why-stuck.steps':
    'Open the guest: “Why is it stuck?” looks at quorum, HA, tasks, lock, agent and storage at this moment and names the safe next step.\nOn the shell of {{node}}, see what works on it:\n$ pvesh get /nodes/{{node}}/tasks --source active\nOnly when nothing does, and nothing on another node either (migrate, clone):\n$ {{tool}} unlock {{guest}}\nNever delete a lock file under /var/lock: the process that holds it matters, not the file.',
  'resume-after-io-error.title': 'Make room, then resume',
  'resume-after-io-error.steps':
    'See which storage of {{node}} is full or does not answer:\n$ pvesm status\nFree space there: old backups, snapshots, images.\nThen resume the guest, do not reset it:\n$ qm resume {{guest}}',
  'restart-broken-guest.title': 'Stop it and start it again',
  'restart-broken-guest.steps':
    'Look at its console first, and keep a picture of what it says.\nWhat it has not written is lost in any case. On {{node}}:\n$ qm stop {{guest}}\n$ qm start {{guest}}\nIf it happens again, look at the journal of the node and at its memory.',
  'resume-or-stop.title': 'Resume it, or stop it',
  'resume-or-stop.steps':
    'See on {{node}} whether a backup or a migration is at work on it. Then wait.\nIf nobody paused it on purpose:\n$ qm resume {{guest}}\nIf it does not come back, stop and start it:\n$ qm stop {{guest}}',
  'end-shut-guest.title': 'End what is left of it',
  'end-shut-guest.steps': 'Its system has already shut down, so nothing is lost. On {{node}}:\n$ qm stop {{guest}}',
  'look-at-start.title': 'See why it does not run',
  'look-at-start.steps':
    'Read the log of its last start task: it names the reason.\nOn {{node}}, start it by hand and read what it says:\n$ {{tool}} start {{guest}}\nTypical reasons: no room on the storage, a missing ISO or bridge, not enough memory, no quorum.\nIf it ended by itself, look inside the guest and at the memory of the node:\n$ journalctl -b -g oom-kill',
  'give-container-more.title': 'Make room in the container',
  'give-container-more.steps':
    'See what takes it:\n$ pct exec {{guest}} -- df -h\n$ pct exec {{guest}} -- ps aux --sort=-rss\nGive it more if it needs more, e.g. memory in MiB or disk:\n$ pct set {{guest}} --memory 4096\n$ pct resize {{guest}} rootfs +4G',
  'remove-half-made.title': 'Remove it and make it again',
  'remove-half-made.steps':
    'Look at its task log: what broke off the create, clone, restore or import?\nMake sure that it is the half-made one and holds nothing that you need. This removes its disks:\n$ {{tool}} unlock {{guest}}\n$ {{tool}} destroy {{guest}}\nThen make it again.',
  'resume-hibernated-guest.title': 'Wake it, or let it sleep',
  'resume-hibernated-guest.steps':
    'A start brings its memory back and goes on where it was:\n$ qm start {{guest}}\nIf it may sleep, mark the finding as on purpose.',
  'unmount-mounted.title': 'Unmount its disk',
  'unmount-mounted.steps': 'Make sure that nobody works in the mounted folder. On {{node}}:\n$ pct unmount {{guest}}',
  'free-storage.title': 'Make room on the storage',
  'free-storage.steps':
    'See what lies on it:\n$ pvesm list {{storage}}\nRemove in this order: old backups, old snapshots, ISO files and images that nobody uses, unused disks.\nOn a thin pool, let guests give deleted space back: switch on discard for their disks and run in the guest:\n$ fstrim -av\nNever delete a disk that a guest’s configuration or snapshot still names.',
  'enable-storage.title': 'Enable it, or move the disks',
  'enable-storage.steps':
    'If it was disabled by mistake:\n$ pvesm set {{storage}} --disable 0\nElse move the disks of its guests to another storage while they run.',
  'unshare-storage.title': 'Say that it is local',
  'unshare-storage.steps':
    'If it is not the very same disk for all nodes (as with iSCSI or Fibre Channel):\n$ pvesm set {{storage}} --shared 0',
  'mend-storage-nodes.title': 'Mend its list of nodes',
  'mend-storage-nodes.steps': 'In Datacenter, Storage, edit {{storage}} and take the node away that is gone.',
  'mend-backup-job.title': 'Mend the backup job',
  'mend-backup-job.steps':
    'See how it is set up:\n$ pvesh get /cluster/backup/{{job}}\nIn Datacenter, Backup: switch it on, give it a schedule and a storage that is there. Run it once and look at the result.\nIf it is not needed any more, remove it.',
  'limit-backups.title': 'Say how many backups to keep',
  'limit-backups.steps':
    'For example the last seven days, four weeks and three months, on the storage:\n$ pvesm set {{storage}} --prune-backups keep-daily=7,keep-weekly=4,keep-monthly=3\nThe next backup of each guest removes what is older. Protected backups stay.',
  'make-backup-job.title': 'Set up a backup',
  'make-backup-job.steps':
    'In Datacenter, Backup, add a job for all guests (leave out the few that need none): every night, mode snapshot, on a storage that is not on the same disk.\nSee which guests are left out:\n$ pvesh get /cluster/backup-info/not-backed-up\nRestore one of them under another number once, to be sure.',
  'look-at-backup.title': 'Read why the backup failed',
  'look-at-backup.steps':
    'Open the task: its log names the guest and the reason.\nTypical reasons: no room on the backup storage, a guest that is locked, a storage that does not answer.\nMend it and run the job once by hand.',
} as const
