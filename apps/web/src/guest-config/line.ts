import type { T } from '../messages/i18n.ts'

export type Config = Readonly<Record<string, string>>

/** Words first, PVE's own keys beside them. */
export type ConfigLine = { id: string; label: string; value: string; raw: string }

export type Writer = {
  t: T
  config: Config
  /** `value` null: the keys are known, but say nothing worth a line. */
  add: (label: string, value: string | null, keys: readonly string[]) => void
}

/** Parts of one sentence, joined as the language does. */
export const joined = (parts: readonly (string | null)[], t: T): string =>
  parts.filter((part) => part !== null && part !== '').join(t('guest:comma'))
