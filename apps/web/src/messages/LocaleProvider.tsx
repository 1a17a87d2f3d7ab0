import { chooseLocale, isLocale, type Locale } from '@steward/messages'
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import type { T } from './i18n.ts'
import { loadTexts } from './load-texts.ts'

const storageKey = 'steward.locale'

/** The language at first sight is the browser's; a choice is remembered. */
export function firstLocale(): Locale {
  const chosen = remembered()
  return isLocale(chosen) ? chosen : chooseLocale(navigator.languages)
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    // Storage may be forbidden; then nothing is remembered.
    return null
  }
}

type Speech = { locale: Locale; t: T; speak: (locale: Locale) => void }
const SpeechContext = createContext<Speech | null>(null)

export function LocaleProvider({ first, children }: { first: { locale: Locale; t: T }; children: ReactNode }) {
  const [now, setNow] = useState(first)
  const speak = useCallback((locale: Locale) => {
    void loadTexts(locale).then((t) => {
      document.documentElement.lang = locale
      try {
        localStorage.setItem(storageKey, locale)
      } catch {
        // The choice then holds until the page is closed.
      }
      setNow({ locale, t })
    })
  }, [])
  const speech = useMemo(() => ({ ...now, speak }), [now, speak])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('LocaleProvider is missing')
  return speech
}

export const useT = (): T => useSpeech().t
