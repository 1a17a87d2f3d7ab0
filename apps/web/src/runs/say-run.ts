import type { Said } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import { cleanText } from '../ui/clean-text.ts'

/** A text whose key comes from the server. Both sides share the list of keys, so each exists. */
type Saying = (key: string, params: Record<string, string | number>) => string
// The type of `t` lists keys; which one it is only the server knows.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const sayer = (t: T): Saying => t as unknown as Saying

/** What a runbook says. Names and PVE's words in it are cleaned: they are hostile input. */
export function sayRun(t: T, { key, params = {} }: Said): string {
  const clean = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? cleanText(value, name === 'words' ? 300 : 80).plain : value,
    ]),
  )
  return sayer(t)(`runs:${key}`, clean)
}

export const runName = (id: number): string => `R-${id}`

/** One sentence after another; after a full-width stop there is no space. */
export const sentences = (parts: readonly string[]): string => parts.join(' ').replaceAll('。 ', '。')
