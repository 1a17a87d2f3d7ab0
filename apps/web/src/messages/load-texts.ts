import type { Locale } from '@steward/messages'
import type { T } from './i18n.ts'

async function readTexts(locale: Locale) {
  if (locale === 'zh-CN') {
    const [own, rules] = await Promise.all([import('./zh-CN/texts.ts'), import('@steward/diagnostics/messages/zh-CN')])
    return { ...own.zhCN, ...rules.zhCN }
  }
  const [own, rules] = await Promise.all([import('./en/texts.ts'), import('@steward/diagnostics/messages/en')])
  return { ...own.en, ...rules.en }
}

/** One language, and i18next beside it: both come after the first screen's own code, at the same time. */
export async function loadTexts(locale: Locale): Promise<T> {
  const [{ teach }, texts] = await Promise.all([import('./i18n.ts'), readTexts(locale)])
  return teach(locale, texts)
}
