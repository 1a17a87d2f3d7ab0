import type { Said } from '@steward/contracts'
import type { en } from './messages/en.ts'

type Texts = keyof (typeof en)['runs']
/** A text with plural forms is named without them; `count` chooses. */
export type RunKey = Texts extends infer Key ? (Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key) : never

/** A text of a run by its key. A key that has no text does not compile. */
export const say = (key: RunKey, params?: Record<string, string | number>): Said =>
  params === undefined ? { key } : { key, params }
