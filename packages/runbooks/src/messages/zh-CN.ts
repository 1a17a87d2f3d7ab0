import { engine } from './zh-CN/engine.ts'
import { many } from './zh-CN/many.ts'
import { power } from './zh-CN/power.ts'

export const zhCN = { runs: { ...engine, ...many, ...power } }
