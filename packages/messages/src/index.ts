/** The languages of the user interface, complete in each. */
export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (value: unknown): value is Locale => value === 'en' || value === 'zh-CN'

/** The best language for a list of wishes such as `navigator.languages`. All of Chinese is answered in Simplified Chinese. */
export function chooseLocale(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const language = wish.toLowerCase().split('-')[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}

/** The placeholders of a text: `{{name}}` and `{{count, number}}`. */
export type Names<Text> = Text extends `${string}{{${infer P}}}${infer Rest}`
  ? (P extends `${infer Name},${string}` ? Name : P) | Names<Rest>
  : never

/**
 * A translation has every key of the English texts except the `_one` forms (Chinese has no plural), no key of its own,
 * and no placeholder that English has not.
 */
export type Checked<English, Other> = {
  [K in Exclude<keyof English, `${string}_one`>]: K extends keyof Other
    ? [Names<Other[K]>] extends [Names<English[K]>]
      ? string
      : never
    : string
} & { [K in Exclude<keyof Other, keyof English>]: never }

/** Checks a translation while compiling: a missing key, a key too many or an unknown placeholder is an error. */
export const translationOf =
  <English extends Record<string, string>>() =>
  <const Other extends Checked<English, Other>>(texts: Other): Other =>
    texts
