import type { PlannedStep } from '@steward/contracts'
import type { ReactNode } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import { Quote } from '../ui/Quote.tsx'
import type { RailLook } from './run-states.ts'
import { sayRun, sentences } from './say-run.ts'
import { StepCall } from './StepCall.tsx'

type Props = { step: PlannedStep; number: number; look: RailLook; aside?: ReactNode; children?: ReactNode }

/** One step: what it is called, what it sends, what it changes, and whether it can be taken back. */
export function StepItem({ step, number, look, aside, children }: Props) {
  const t = useT()
  return (
    <li className={`step ${look}`}>
      <span className="n">{number}</span>
      <div>
        <p className="k">{sayRun(t, step.title)}</p>
        {step.change.map(({ what, from, to }) => (
          <p key={what} className="res change">
            <Quote text={what} max={80} mono />: <Value text={from} /> → <Value text={to} />
          </p>
        ))}
        <StepCall act={step.act} />
        {step.undo !== null && (
          <p className="xs faint undo">
            {sentences([t(step.undo.possible ? 'run:undoYes' : 'run:undoNo'), sayRun(t, step.undo.says)])}
          </p>
        )}
        {children}
      </div>
      {aside}
    </li>
  )
}

function Value({ text }: { text: string | null }) {
  const t = useT()
  return text === null ? <span className="faint">{t('run:nothing')}</span> : <Quote text={text} max={200} mono />
}
