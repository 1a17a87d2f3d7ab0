/**
 * What to do, step by step. Lines that start with "$ " are commands for a node's shell; they hold only names whose form
 * PVE itself restricts (nodes, storages, numbers), never a guest's own text.
 */
export const guides = {
  'restore-quorum.title': 'Bring the quorum back',
  'restore-quorum.steps':
    'Bring back the nodes that are missing: power, network, then the corosync service.\nOn a node that is up, look at who is there:\n$ pvecm status\nOnly if the missing nodes are certainly off and stay off, lower the number of votes that is needed on one side only:\n$ pvecm expected 1\nNever do this on both halves of a split cluster: two nodes would write to the same disks.',
} as const
