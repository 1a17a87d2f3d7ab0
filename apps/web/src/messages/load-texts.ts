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

type Load = (locale: Locale) => Promise<void>

/** Texts that are fetched when they are wanted, once for each language. */
function later(read: (locale: Locale) => Promise<TextTree>): Load {
  const held = new Map<Locale, Promise<void>>()
  const fetch = async (locale: Locale) => {
    const [{ learn }, texts] = await Promise.all([import('./i18n.ts'), read(locale)])
    learn(locale, texts)
  }
  return (locale) => {
    const before = held.get(locale)
    if (before) return before
    const loading = fetch(locale)
    held.set(locale, loading)
    // A network that failed once may work the next time.
    loading.catch(() => held.delete(locale))
    return loading
  }
}

/** The words of the rules, their guides and the stuck walk: as much again as all others, so only when something is to be said. */
export const loadRuleTexts = later(async (locale) =>
  locale === 'zh-CN'
    ? (await import('@steward/diagnostics/messages/zh-CN')).zhCN
    : (await import('@steward/diagnostics/messages/en')).en,
)

/** The words of the page about quorum. */
export const loadQuorumTexts = later(async (locale) => ({
  quorum: (await (locale === 'zh-CN' ? import('./zh-CN/quorum.ts') : import('./en/quorum.ts'))).quorum,
}))

/** The words of the node channel. */
export const loadChannelTexts = later(async (locale) => ({
  channel: (await (locale === 'zh-CN' ? import('./zh-CN/channel.ts') : import('./en/channel.ts'))).channel,
}))

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
