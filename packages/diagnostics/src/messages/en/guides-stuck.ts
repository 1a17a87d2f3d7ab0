export const guidesStuck = {
  'end-waiting-shutdown.title': 'End the waiting shutdown, then switch it off',
  'end-waiting-shutdown.steps':
    'Wait for the time-out if you can: PVE gives up by itself.\nElse stop the guest and let that overrule the waiting shutdown (PVE 8.2 and newer, not for guests under HA). Like pulling the plug: what was not saved inside is lost.\n$ pvesh create /nodes/NODE/KIND/VMID/status/stop --overrule-shutdown 1\nAfterwards switch the guest agent on in the guest and in its options, so that the next shutdown is heard.',
  'clear-left-over-lock.title': 'Remove the lock that was left behind',
  'clear-left-over-lock.steps':
    'Look once more that no task works on the guest, on its node and, for "migrate", on the target too.\nThen, on its node:\n$ TOOL unlock VMID\nA guest with "create" or "clone" is usually half made: remove it instead.',
  'remove-half-made-guest.title': 'Remove it and make it again',
  'remove-half-made-guest.steps':
    'Look at its task log: what broke off the create, clone, restore or import?\nMake sure that it is the half-made one and holds nothing that you need. This removes its disks:\n$ TOOL unlock VMID\n$ TOOL destroy VMID\nThen make it again.',
  'name-lock-holder.title': 'Ask the node who holds the lock file',
  'name-lock-holder.steps':
    'As root on NODE:\n$ fuser -v LOCKFILE\nNo line: nobody holds it any more, try again. A line names the process and its number: look what it is (ps -fp NUMBER) and end it in its own way.\nNever delete the file: it means nothing by itself. Without it two tasks could work on one disk at the same time.',
  'resume-hibernated.title': 'Resume it',
  'resume-hibernated.steps':
    'Start it: PVE brings its memory back and goes on where it was.\nOnly if that memory may be lost, throw it away and start afresh:\n$ qm set VMID --delete vmstate',
  'unmount-container.title': 'Unmount its disk',
  'unmount-container.steps': 'Make sure that nobody works in the mounted folder, then on its node:\n$ pct unmount VMID',
  'free-hung-storage.title': 'Get the storage to answer again',
  'free-hung-storage.steps':
    'Look at the server and the network of the storage. PVE goes on by itself as soon as it answers.\nDo not ask the storage again and again: each question that hangs blocks one of the node’s three API workers.',
  'make-room-and-resume.title': 'Make room, then resume',
  'make-room-and-resume.steps':
    'Free space on the storage: old backups, snapshots, images.\nThen resume the guest:\n$ qm resume VMID\nDo not reset it: it has lost nothing so far.',
  'stop-frozen-guest.title': 'Stop the frozen guest',
  'stop-frozen-guest.steps':
    'A stop ends the process by force after about 70 seconds:\n$ qm stop VMID\nIf it happens again, look at the node’s memory and at its journal.',
  'reset-ha-error.title': 'Take it out of the error state',
  'reset-ha-error.steps':
    'Disable it, mend the cause, enable it again:\n$ ha-manager set HAID --state disabled\n$ ha-manager set HAID --state started',
  'resume-paused.title': 'Resume it',
  'resume-paused.steps': 'If nobody paused it on purpose:\n$ qm resume VMID',
} as const
