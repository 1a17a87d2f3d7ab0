export const access = {
  'reading-account-sees-nothing.title': 'Steward may not see anything',
  'reading-account-sees-nothing.says': 'Steward’s own account has no rights, so nothing can be shown or checked.',
  'reading-account-sees-nothing.detail':
    'PVE lists nodes ({{nodes}}), but no guests and no storages. Every node has a storage: rights are missing. A token with privilege separation needs its own.',
  'reading-account-sees-nothing.cost': 'No check runs, and an empty page must not be taken for a healthy cluster.',
  'reading-account-tasks-blind.title': 'Steward may not see all tasks',
  'reading-account-tasks-blind.says': 'Steward cannot see what others are doing, so some answers stay open.',
  'reading-account-tasks-blind.detail':
    'The right Sys.Audit is missing on {{nodes}} ({{count}}): no figures, and no tasks of other accounts.',
  'reading-account-tasks-blind.cost': 'Why a guest is stuck cannot be told, and many checks do not run.',
  'user-enabled-but-expired.title': 'An expired account is still enabled',
  'user-enabled-but-expired.says': 'An account whose time is over was not put away.',
  'user-enabled-but-expired.detail':
    '{{user}} expired {{days}} d ago and is still enabled. PVE does not let it sign in.',
  'user-enabled-but-expired.cost': 'Little. A new date brings all its old rights back.',
} as const
