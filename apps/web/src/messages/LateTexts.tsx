import type { Locale } from '@steward/messages'
import { type ReactNode, Suspense, use } from 'react'
import { Loading } from '../ui/Loading.tsx'
import { useSpeech } from './LocaleProvider.tsx'

type Props = {
  load: (locale: Locale) => Promise<void>
  /** Lines of the placeholder. */ rows: number
  children: ReactNode
}

/** Shows its children once texts that are fetched by themselves are there. */
export function LateTexts({ load, rows, children }: Props) {
  return (
    <Suspense fallback={<Loading rows={rows} />}>
      <Loaded load={load}>{children}</Loaded>
    </Suspense>
  )
}

function Loaded({ load, children }: Pick<Props, 'load' | 'children'>) {
  use(load(useSpeech().locale))
  return children
}
