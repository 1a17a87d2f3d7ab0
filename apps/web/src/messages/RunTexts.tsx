import { type ReactNode, Suspense, use } from 'react'
import { loadRunTexts } from './load-texts.ts'
import { useSpeech } from './LocaleProvider.tsx'

/** Shows its children once the words of runs are there. */
export function RunTexts({ fallback = null, children }: { fallback?: ReactNode; children: ReactNode }) {
  return (
    <Suspense fallback={fallback}>
      <Loaded>{children}</Loaded>
    </Suspense>
  )
}

function Loaded({ children }: { children: ReactNode }) {
  use(loadRunTexts(useSpeech().locale))
  return children
}
