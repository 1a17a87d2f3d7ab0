export const replication = {
  'replication-failing.title': 'Replication of a guest fails',
  'replication-failing.says': 'The second copy of this guest is not being renewed.',
  'replication-failing.detail':
    'Replication of guest {{guest}} from {{node}} to {{target}} failed {{failures}} times in a row: {{error}}',
  'replication-failing.cost': 'After a failure of the node the guest starts with old data.',
  'replication-overdue.title': 'Replication of a guest is late',
  'replication-overdue.says': 'The second copy of this guest should have been renewed a while ago.',
  'replication-overdue.detail':
    'Guest {{guest}}, {{node}} to {{target}}: planned {{minutes}} min ago and not done. A large first copy may still be running.',
  'replication-overdue.cost': 'The copy becomes older, and after a failure more is lost.',
  'replication-disabled.title': 'A replication job is switched off',
  'replication-disabled.says':
    'The second copy of this guest is not kept up to date, because somebody switched it off.',
  'replication-disabled.detail': 'The job for guest {{guest}} from {{node}} to {{target}} is disabled.',
  'replication-disabled.cost': 'The copy becomes older every day.',
  'replication-target-gone.title': 'Replication leads to a node that is gone',
  'replication-target-gone.says': 'The second copy of this guest should go to a machine that no longer exists.',
  'replication-target-gone.detail':
    'Job {{job}} of guest {{guest}} on {{node}} leads to {{target}}, which is no member of the cluster.',
  'replication-target-gone.cost': 'There is no second copy, and the job fails for as long as it is there.',
} as const
