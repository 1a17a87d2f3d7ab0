import { engine } from './zh-CN/engine.ts'
import { power } from './zh-CN/power.ts'

export const zhCN = { runs: { ...engine, ...power } }
