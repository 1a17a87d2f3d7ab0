import type { PausedFor, RunReply, RunStepView } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { formatClock } from '../../format/times.ts'
import { railOf } from '../../runs/run-states.ts'
import { sayRun } from '../../runs/say-run.ts'
import { StepItem } from '../../runs/StepItem.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'

const drawn = {
  waiting: { mark: 'stop', tone: 'plain' },
  doing: { mark: 'busy', tone: 'plain' },
  done: { mark: 'ok', tone: 'plain' },
  skipped: { mark: 'off', tone: 'plain' },
  failed: { mark: 'warn', tone: 'warn' },
  undone: { mark: 'off', tone: 'plain' },
  kept: { mark: 'notice', tone: 'notice' },
  'undo-failed': { mark: 'critical', tone: 'critical' },
} as const satisfies Record<RunStepView['state'], { mark: MarkName; tone: Tone }>

/** Each step with how it stands, and why where it did not work, in our words and in PVE's. */
export function RunSteps({ run }: { run: RunReply }) {
  const looks = railOf(run)
  return (
    <ol className="steps">
      {run.steps.map((step, index) => (
        <StepItem
          key={step.id}
          step={step}
          number={index + 1}
          look={looks[index] ?? 'wait'}
          aside={<StepState step={step} waitsFor={run.state === 'paused' ? run.pausedFor : null} />}
        >
          <Problem step={step} />
        </StepItem>
      ))}
    </ol>
  )
}

function StepState({ step, waitsFor }: { step: RunStepView; waitsFor: PausedFor | null }) {
  const t = useT()
  const { mark, tone } = drawn[step.state]
  if (step.state === 'doing' && waitsFor !== null) return <State mark="paused">{t(`run:paused-${waitsFor}`)}</State>
  const time = step.endedAt === null ? null : formatClock(step.endedAt, true)
  return (
    <State mark={mark} tone={tone}>
      {step.state === 'done' && time !== null ? <time>{time}</time> : t(`run:step-${step.state}`)}
    </State>
  )
}

function Problem({ step: { problem, words } }: { step: RunStepView }) {
  const t = useT()
  if (!problem && words === null) return null
  return (
    <div className="stepproblem">
      {problem && <p>{sayRun(t, problem)}</p>}
      {words !== null && words !== '' && (
        <p className="xs">
          <span className="faint">{t('run:pveSays')}: </span>
          <Quote text={words} max={600} mono />
        </p>
      )}
    </div>
  )
}
