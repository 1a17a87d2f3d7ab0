import { guest } from './zh-CN/guest.ts'
import { cloudInit } from './zh-CN/cloud-init.ts'
import { guidesB } from './zh-CN/guides-b.ts'
import { power } from './zh-CN/power.ts'
import { lock } from './zh-CN/lock.ts'
import { storage } from './zh-CN/storage.ts'
import { backup } from './zh-CN/backup.ts'
import { guidesGuest } from './zh-CN/guides-guest.ts'
import { node } from './zh-CN/node.ts'
import { disk } from './zh-CN/disk.ts'
import { maintenance } from './zh-CN/maintenance.ts'
import { ha } from './zh-CN/ha.ts'
import { replication } from './zh-CN/replication.ts'
import { access } from './zh-CN/access.ts'
import { task } from './zh-CN/task.ts'
import { guidesA } from './zh-CN/guides-a.ts'
import { guides } from './zh-CN/guides.ts'
import { guidesStuck } from './zh-CN/guides-stuck.ts'
import { quorum } from './zh-CN/quorum.ts'
import { stuck } from './zh-CN/stuck.ts'

export const zhCN = {
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
