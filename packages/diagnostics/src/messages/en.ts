import { guest } from './en/guest.ts'
import { cloudInit } from './en/cloud-init.ts'
import { guidesB } from './en/guides-b.ts'
import { power } from './en/power.ts'
import { lock } from './en/lock.ts'
import { storage } from './en/storage.ts'
import { backup } from './en/backup.ts'
import { guidesGuest } from './en/guides-guest.ts'
import { node } from './en/node.ts'
import { disk } from './en/disk.ts'
import { maintenance } from './en/maintenance.ts'
import { ha } from './en/ha.ts'
import { replication } from './en/replication.ts'
import { access } from './en/access.ts'
import { task } from './en/task.ts'
import { guidesA } from './en/guides-a.ts'
import { guides } from './en/guides.ts'
import { guidesStuck } from './en/guides-stuck.ts'
import { quorum } from './en/quorum.ts'
import { stuck } from './en/stuck.ts'

/** Areas of texts: `rules:<rule>.says`, `guides:<guide>.steps`, `stuck:verdict-<verdict>`. */
export const en = {
  rules: {
    ...quorum,
    ...node,
    ...disk,
    ...maintenance,
    ...ha,
    ...replication,
    ...access,
    ...task,
    ...power,
    ...lock,
    ...storage,
    ...backup,
    ...guest,
    ...cloudInit,
  },
  guides: { ...guides, ...guidesA, ...guidesB, ...guidesGuest, ...guidesStuck },
  stuck,
} as const
