import { createInstance, type i18n } from 'i18next'
import type { Locale } from './index.ts'

/** The texts of one language: area → key → text. */
export type TextTree = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * An i18next instance without detector, backend or fall-back language: a text that is missing is a mistake and is told
 * to `onMissing`, which throws in tests.
 */
export function createI18n(onMissing: (area: string, key: string) => void): i18n {
  const instance = createInstance()
  void instance.init({
    initAsync: false,
    fallbackLng: false,
    ns: [],
    resources: {},
    keySeparator: false,
    // React escapes; escaping twice would show "&amp;".
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_locales, area, key) => {
      onMissing(area, key)
    },
  })
  return instance
}

export function addTexts(instance: i18n, locale: Locale, texts: TextTree): void {
  for (const [area, words] of Object.entries(texts)) instance.addResourceBundle(locale, area, words)
}
