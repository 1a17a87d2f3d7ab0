/** Storages: reachable, filling, meant for whom. */
export const storage = {
  'storage-unavailable.title': 'A storage does not answer',
  'storage-unavailable.says': 'A place where disks or backups lie cannot be reached.',
  'storage-unavailable.detail': '{{storage}} is not available on {{node}}; {{guests}} guests have disks on it there.',
  'storage-unavailable.cost':
    'Starts, stops and backups that need it hang or fail, and in time the figures of the whole node stop.',
  'storage-filling.title': 'A storage is filling',
  'storage-filling.says': 'A place where disks or backups lie is nearly full.',
  'storage-filling.detail': '{{storage}}, read on {{node}}, is {{percent}} % full; {{free}} GiB are left.',
  'storage-filling.cost': 'When it is full, guests on it halt and backups fail.',
  'storage-full-soon.title': 'A storage will be full soon',
  'storage-full-soon.says': 'If it goes on as in the last days, it is full soon.',
  'storage-full-soon.detail': '{{storage}}, read on {{node}}, is full in about {{days}} days at its present growth.',
  'storage-full-soon.cost': 'When it is full, guests on it halt and backups fail.',
  'storage-disabled-in-use.title': 'A disabled storage is in use',
  'storage-disabled-in-use.says': 'Guests have disks on a storage that is switched off.',
  'storage-disabled-in-use.detail':
    '{{storage}} is disabled, and {{count}} guests have disks on it, {{first}} among them.',
  'storage-disabled-in-use.cost': 'They go on if they run, and cannot be started again.',
  'storage-shared-but-local.title': 'A local storage calls itself shared',
  'storage-shared-but-local.says': 'It is marked as shared but lies on one machine only.',
  'storage-shared-but-local.detail':
    '{{storage}} is of type {{type}}, which each node has for itself, and is marked shared.',
  'storage-shared-but-local.cost':
    'PVE does not copy disks when it moves a guest, and the guest does not find them there.',
  'storage-node-unknown.title': 'A storage names a node that is gone',
  'storage-node-unknown.says': 'A storage is meant for a node that is not in the cluster.',
  'storage-node-unknown.detail': '{{storage}} is limited to nodes of which these are no members: {{nodes}}.',
  'storage-node-unknown.cost': 'Nobody sees it where it was meant to be.',
} as const
