import type { Said } from '@steward/contracts'
import { en } from '@steward/runbooks/messages/en'

const texts: Readonly<Record<string, string>> = en.runs

/** A text of a run in English, for what leaves Steward: scripts, their comments, the log. */
export function inEnglish({ key, params = {} }: Said): string {
  const form = Number(params['count']) === 1 ? 'one' : 'other'
  const text = texts[key] ?? texts[`${key}_${form}`] ?? key
  return text.replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => String(params[name] ?? ''))
}
