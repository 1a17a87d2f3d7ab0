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
  rules: { ...quorum, ...node, ...disk, ...maintenance, ...ha, ...replication, ...access, ...task },
  guides: { ...guides, ...guidesA, ...guidesStuck },
  stuck,
} as const
