import { guides } from './zh-CN/guides.ts'
import { quorum } from './zh-CN/quorum.ts'

export const zhCN = { rules: { ...quorum }, guides } as const
