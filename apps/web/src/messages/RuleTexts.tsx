import { type ReactNode, Suspense, use } from 'react'
import { Loading } from '../ui/Loading.tsx'
import { loadRuleTexts } from './load-texts.ts'
import { useSpeech } from './LocaleProvider.tsx'

/** Shows its children once the words of the rules are there. */
export function RuleTexts({ rows, children }: { /** Lines of the placeholder. */ rows: number; children: ReactNode }) {
  return (
    <Suspense fallback={<Loading rows={rows} />}>
      <Loaded>{children}</Loaded>
    </Suspense>
  )
}

function Loaded({ children }: { children: ReactNode }) {
  use(loadRuleTexts(useSpeech().locale))
  return children
}
