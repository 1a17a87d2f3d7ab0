import type { CallResult, PlannedCall } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import '../../styles/runs.css'

const drawn = {
  done: { mark: 'ok', tone: 'plain' },
  'already-there': { mark: 'ok', tone: 'plain' },
  failed: { mark: 'critical', tone: 'critical' },
  'not-tried': { mark: 'off', tone: 'plain' },
} as const satisfies Record<CallResult['outcome'], { mark: MarkName; tone: Tone }>

type Props = { calls: readonly PlannedCall[]; results: readonly CallResult[] }

/** Each call of PVE's API in words, as it is sent, and as a command for a node's shell; then what came of it. */
export function PlannedCalls({ calls, results }: Props) {
  const t = useT()
  const resultOf = (call: PlannedCall) =>
    results.find((result) => result.call.purpose === call.purpose && result.call.path === call.path)
  return (
    <ol>
      {calls.map((call, index) => {
        const result = resultOf(call)
        return (
          <li key={`${call.purpose} ${call.path}`} className={result ? 'step' : 'step wait'}>
            <span className="n">{index + 1}</span>
            <div>
              <p className="k">{t(`setup:purpose-${call.purpose}`)}</p>
              <p className="res">
                <code>
                  {call.method} {call.path}
                </code>
              </p>
              <CodeLine command={call.command} />
              {result?.message && (
                <p className="res">
                  <Quote text={result.message} max={300} mono />
                </p>
              )}
            </div>
            <span className="st">
              {result && <State {...drawn[result.outcome]}>{t(`setup:outcome-${result.outcome}`)}</State>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
