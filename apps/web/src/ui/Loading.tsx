import { useEffect, useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'

/** Nothing for 300 ms, so that it does not blink; then the outline of the answer; after a second what is being asked. */
export function Loading({ what, rows = 3 }: { what?: string; rows?: number }) {
  const t = useT()
  const [phase, setPhase] = useState<'nothing' | 'outline' | 'word'>('nothing')
  useEffect(() => {
    const first = setTimeout(setPhase, 300, 'outline')
    const second = setTimeout(setPhase, 1000, 'word')
    return () => {
      clearTimeout(first)
      clearTimeout(second)
    }
  }, [])
  if (phase === 'nothing') return <div aria-busy="true" className="skeleton" />
  const widths = ['w-m', 'w-l', 'w-s']
  return (
    <div aria-busy="true" className="skeleton">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={`sk ${widths[row % 3]}`} />
      ))}
      {phase === 'word' && (
        <p className="xs faint" role="status">
          {what ?? t('asking')}
        </p>
      )}
    </div>
  )
}
