import type { Said } from '@steward/contracts'
import { useT } from '../messages/LocaleProvider.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { RailLook } from './run-states.ts'
import { sayRun } from './say-run.ts'

export type RailStop = { id: string; title: Said; look: RailLook; note: string; word: string }

/** The run as a line: done is ink, now is accent, stopped is a yellow square and a broken line. */
export function Rail({ stops }: { stops: readonly RailStop[] }) {
  const t = useT()
  return (
    <ol className="rail">
      {stops.map(({ id, title, look, note, word }) => (
        <li key={id} className={look} aria-current={look === 'now' ? 'step' : undefined}>
          <span className="stop-mark">
            {look === 'done' && <Icon name="check" size={12} />}
            {look === 'stop' && '!'}
          </span>
          <span className="k">{sayRun(t, title)}</span>
          <small>{note}</small>
          <span className="vh">{word}</span>
        </li>
      ))}
    </ol>
  )
}
