import type { Locale } from '@steward/messages'
import { addTexts, createI18n, type TextTree } from '@steward/messages/i18n'
import type { TFunction } from 'i18next'
import type { channel } from './en/channel.ts'
import type { quorum } from './en/quorum.ts'
import type { run } from './en/run.ts'
import type { en } from './en/texts.ts'

/** All texts: those of the start, and those that come with the page, or the first run, that says them. */
type Texts = typeof en & { channel: typeof channel; quorum: typeof quorum; run: typeof run }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    resources: Texts
  }
}

type Area = keyof Texts
const areas: readonly Area[] = ['common']

export type T = TFunction<readonly ['common', ...Area[]]>

const instance = createI18n((area, key) => {
  // A wish for a text that does not exist is a mistake in the code: loud while developing, the bare key for a reader.
  if (import.meta.env.DEV || import.meta.env.MODE === 'test') throw new Error(`no text for ${area}:${key}`)
})

/** Teaches i18next one language and answers the function that says texts in it. */
export function teach(locale: Locale, texts: TextTree): T {
  addTexts(instance, locale, texts)
  return instance.getFixedT<readonly ['common', ...Area[]]>(locale, ['common', ...areas])
}

/** Further areas of a language that is known already. */
export function learn(locale: Locale, texts: TextTree): void {
  addTexts(instance, locale, texts)
}
