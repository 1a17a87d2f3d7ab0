import type { Said } from '@steward/contracts'
import type { en } from './messages/en.ts'

export type RunKey = keyof (typeof en)['runs']

/** A text of a run by its key. A key that has no text does not compile. */
export const say = (key: RunKey, params?: Record<string, string | number>): Said =>
  params === undefined ? { key } : { key, params }
