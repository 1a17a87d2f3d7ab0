import type { Locale } from '@steward/messages'
import type { T } from './i18n.ts'

async function readTexts(locale: Locale) {
  return locale === 'zh-CN' ? (await import('./zh-CN/texts.ts')).zhCN : (await import('./en/texts.ts')).en
}

/** One language, and i18next beside it: both come after the first screen's own code, at the same time. */
export async function loadTexts(locale: Locale): Promise<T> {
  const [{ teach }, texts] = await Promise.all([import('./i18n.ts'), readTexts(locale)])
  return teach(locale, texts)
}

const ofRules = new Map<Locale, Promise<void>>()

/** The words of the rules, their guides and the stuck walk: as much again as all others, so only when something is to be said. */
export function loadRuleTexts(locale: Locale): Promise<void> {
  const held = ofRules.get(locale)
  if (held) return held
  const loading = readRuleTexts(locale)
  ofRules.set(locale, loading)
  // A network that failed once may work the next time.
  loading.catch(() => ofRules.delete(locale))
  return loading
}

async function readRuleTexts(locale: Locale): Promise<void> {
  const [{ learn }, texts] = await Promise.all([
    import('./i18n.ts'),
    locale === 'zh-CN'
      ? import('@steward/diagnostics/messages/zh-CN').then((module) => module.zhCN)
      : import('@steward/diagnostics/messages/en').then((module) => module.en),
  ])
  learn(locale, texts)
}
