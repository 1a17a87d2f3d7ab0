import type { Locale } from '@steward/messages'
import type { TextTree } from '@steward/messages/i18n'
import type { T } from './i18n.ts'

async function readTexts(locale: Locale) {
  return locale === 'zh-CN' ? (await import('./zh-CN/texts.ts')).zhCN : (await import('./en/texts.ts')).en
}

/** One language, and i18next beside it: both come after the first screen's own code, at the same time. */
export async function loadTexts(locale: Locale): Promise<T> {
  const [{ teach }, texts] = await Promise.all([import('./i18n.ts'), readTexts(locale)])
  return teach(locale, texts)
}

/** Words that come later: each language once, and again after a network that failed. */
function later(read: (locale: Locale) => Promise<TextTree>): (locale: Locale) => Promise<void> {
  const held = new Map<Locale, Promise<void>>()
  return (locale) => {
    const known = held.get(locale)
    if (known) return known
    const loading = Promise.all([import('./i18n.ts'), read(locale)]).then(([{ learn }, texts]) => learn(locale, texts))
    held.set(locale, loading)
    loading.catch(() => held.delete(locale))
    return loading
  }
}

/** The words of the rules, their guides and the stuck walk: as much again as all others, so only when something is to be said. */
export const loadRuleTexts = later((locale) =>
  locale === 'zh-CN'
    ? import('@steward/diagnostics/messages/zh-CN').then((module) => module.zhCN)
    : import('@steward/diagnostics/messages/en').then((module) => module.en),
)

/** The words of runs: those of the pages, and those of the runbooks. */
export const loadRunTexts = later(async (locale) => {
  if (locale === 'zh-CN') {
    const [{ run }, { zhCN }] = await Promise.all([
      import('./zh-CN/run.ts'),
      import('@steward/runbooks/messages/zh-CN'),
    ])
    return { run, ...zhCN }
  }
  const [{ run }, { en }] = await Promise.all([import('./en/run.ts'), import('@steward/runbooks/messages/en')])
  return { run, ...en }
})
