import { guides } from './zh-CN/guides.ts'
import { guidesStuck } from './zh-CN/guides-stuck.ts'
import { quorum } from './zh-CN/quorum.ts'
import { stuck } from './zh-CN/stuck.ts'

export const zhCN = { rules: { ...quorum }, guides: { ...guides, ...guidesStuck }, stuck } as const
