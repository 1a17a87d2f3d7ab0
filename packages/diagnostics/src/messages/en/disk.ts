/** Disks and the pools on them. */
export const disk = {
  'disk-health-failed.title': 'A disk is failing',
  'disk-health-failed.says': 'A disk reports that it is about to break. Its data is in danger.',
  'disk-health-failed.detail': '{{disk}} on {{node}} ({{model}}, serial {{serial}}) says {{health}}.',
  'disk-health-failed.cost': 'Everything on it that is stored nowhere else may be lost, without further warning.',
  'disk-worn.title': 'A disk is worn',
  'disk-worn.says': 'A disk has used up most of what it can write in its life.',
  'disk-worn.detail': '{{disk}} on {{node}} ({{model}}, serial {{serial}}) is {{percent}} % worn by its own count.',
  'disk-worn.cost': 'It may turn read-only or fail. There is time to replace it in peace, but not forever.',
  'zfs-pool-degraded.title': 'A ZFS pool has lost a disk',
  'zfs-pool-degraded.says': 'A group of disks has lost its spare: the data is there, but one more failure loses it.',
  'zfs-pool-degraded.detail': 'Pool {{pool}} on {{node}} is {{health}}.',
  'zfs-pool-degraded.cost': 'One more broken disk can take the whole pool with it.',
  'zfs-pool-filling.title': 'A ZFS pool is filling up',
  'zfs-pool-filling.says': 'A group of disks is nearly full and becomes slow.',
  'zfs-pool-filling.detail': 'Pool {{pool}} on {{node}} is {{percent}} % full, {{free}} GiB are free.',
  'zfs-pool-filling.cost':
    'ZFS becomes slow well before it is full; when it is, guests stop and even deleting may fail.',
  'zfs-pool-fragmented.title': 'A ZFS pool is fragmented',
  'zfs-pool-fragmented.says': 'The free space of a group of disks is in many small pieces. Writing becomes slower.',
  'zfs-pool-fragmented.detail': 'The free space of pool {{pool}} on {{node}} is {{percent}} % fragmented.',
  'zfs-pool-fragmented.cost': 'Slower writing, above all when the pool is rather full too.',
  'thin-pool-data-filling.title': 'A thin pool is filling up',
  'thin-pool-data-filling.says': 'The place where guests’ disks are kept is nearly full.',
  'thin-pool-data-filling.detail': '{{pool}} on {{node}} is {{percent}} % full.',
  'thin-pool-data-filling.cost':
    'When it is full, all guests that write to it stop at once, and their data may be damaged.',
  'thin-pool-metadata-filling.title': 'A thin pool’s metadata is filling up',
  'thin-pool-metadata-filling.says':
    'The table of contents of the guests’ disks is nearly full, even if there is space.',
  'thin-pool-metadata-filling.detail':
    'The metadata of {{pool}} on {{node}} is {{percent}} % full. PVE’s usual pages do not show it.',
  'thin-pool-metadata-filling.cost':
    'When it is full the pool turns read-only and needs a repair by hand, with all guests on it off.',
} as const
