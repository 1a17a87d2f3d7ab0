import { engine } from './en/engine.ts'
import { everyday } from './en/everyday.ts'
import { exported } from './en/export.ts'
import { lock } from './en/lock.ts'
import { mend } from './en/mend.ts'
import { many } from './en/many.ts'
import { node } from './en/node.ts'
import { power } from './en/power.ts'
import { rescue } from './en/rescue.ts'

/** `runs:<runbook>.<text>`, and `runs:engine.*` for what every run may say. */
export const en = {
  runs: { ...engine, ...many, ...power, ...rescue, ...lock, ...everyday, ...mend, ...node, ...exported },
}
