import { engine } from './zh-CN/engine.ts'
import { everyday } from './zh-CN/everyday.ts'
import { exported } from './zh-CN/export.ts'
import { lock } from './zh-CN/lock.ts'
import { mend } from './zh-CN/mend.ts'
import { many } from './zh-CN/many.ts'
import { node } from './zh-CN/node.ts'
import { power } from './zh-CN/power.ts'
import { rescue } from './zh-CN/rescue.ts'

export const zhCN = {
  runs: { ...engine, ...many, ...power, ...rescue, ...lock, ...everyday, ...mend, ...node, ...exported },
}
