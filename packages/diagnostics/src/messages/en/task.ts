export const task = {
  'task-failed-repeatedly.title': 'The same task fails again and again',
  'task-failed-repeatedly.says': 'Something was tried several times and did not work.',
  'task-failed-repeatedly.detail':
    '{{type}} for {{about}} on {{node}} failed {{count}} times and did not succeed since. Last: {{error}}',
  'task-failed-repeatedly.cost': 'What the task should do is not done.',
  'task-running-long.title': 'A task has been running for long',
  'task-running-long.says': 'Some work has been going on for hours. It may be stuck, or simply be large.',
  'task-running-long.detail': '{{type}} for {{about}} on {{node}} has been running for {{hours}} h.',
  'task-running-long.cost': 'While it runs, its guest or storage may be locked for everything else.',
  'task-unconfirmed.title': 'A task of a node that is away',
  'task-unconfirmed.says': 'Whether this work has ended cannot be told until the machine is back.',
  'task-unconfirmed.detail':
    '{{type}} for {{about}} is still listed as running, because {{node}} cannot say that it ended.',
  'task-unconfirmed.cost': 'None. PVE clears it up when the node starts, or when it is removed.',
} as const
