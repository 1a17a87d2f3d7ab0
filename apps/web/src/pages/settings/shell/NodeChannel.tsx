import type { ChannelNode, ChannelReply } from '@steward/contracts'
import { type ReactNode, useRef } from 'react'
import { formatMoment } from '../../../format/times.ts'
import { useSpeech, useT } from '../../../messages/LocaleProvider.tsx'
import { Mark, State } from '../../../ui/Mark.tsx'
import { NoteBox } from '../../../ui/NoteBox.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { AddressStep } from './AddressStep.tsx'
import { InstallStep } from './InstallStep.tsx'
import { KeyStep } from './KeyStep.tsx'
import { currentSteps, drawn, lookOf, problemOf, type Step, steps } from './looks.ts'
import { ProveStep } from './ProveStep.tsx'
import { RemovePart } from './RemovePart.tsx'

export type StepProps = {
  cluster: string
  node: ChannelNode
  commands: ChannelReply
  /** A person has to do something here now. */
  isNow: boolean
  /** After a change, when what had the focus may be gone. */
  onDone: () => void
}

const parts: Record<Step, (props: StepProps) => ReactNode> = {
  address: AddressStep,
  key: KeyStep,
  install: InstallStep,
  prove: ProveStep,
}

/** One node: how it stands, the four steps, and the way back. */
export function NodeChannel({ cluster, node, commands }: Omit<StepProps, 'isNow' | 'onDone'>) {
  const t = useT()
  const verdict = useRef<HTMLHeadingElement>(null)
  const look = lookOf(node)
  const now = currentSteps(node)
  const shown = { cluster, node, commands, onDone: () => verdict.current?.focus() }
  const isPast = (step: Step) => steps.indexOf(step) < steps.indexOf(now[0] ?? 'prove')
  return (
    <Sec
      heavy
      label={<Quote text={node.node} max={63} />}
      small={<State {...drawn[look]}>{t(`channel:state-${look}`)}</State>}
    >
      <div className="stack">
        <div>
          <h3 className="verdict" tabIndex={-1} ref={verdict}>
            {t(`channel:say-${look}`)}
          </h3>
          <Proven at={node.provenAt} />
          {(look === 'host-key-changed' || look === 'not-proven' || look === 'outdated') && (
            <p className="s dim">{t('channel:noneSent')}</p>
          )}
        </div>
        <LastTry node={node} />
        <ol className="channelsteps" aria-label={t('channel:steps', { node: node.node })}>
          {steps.map((step, index) => {
            const Part = parts[step]
            const isNow = now.includes(step)
            const isDone = now.length === 0 || isPast(step)
            return (
              <li
                key={step}
                className={isNow ? 'now' : isDone ? 'done' : 'wait'}
                aria-current={step === now[0] ? 'step' : undefined}
              >
                <span className="at">{index + 1}</span>
                <div className="stack tight">
                  <h4>{t(`channel:step-${step}`)}</h4>
                  {(isNow || isDone) && <Part {...shown} isNow={isNow} />}
                </div>
              </li>
            )
          })}
        </ol>
        <RemovePart {...shown} />
      </div>
    </Sec>
  )
}

function Proven({ at }: { at: number | null }) {
  const { t, locale } = useSpeech()
  if (at === null) return null
  return <p className="s dim">{t('channel:provenAt', { time: formatMoment(at, locale) })}</p>
}

/** Why the last try came to nothing, in words and in the other end's own, and what to look at. */
function LastTry({ node }: { node: ChannelNode }) {
  const t = useT()
  const problem = problemOf(node)
  if (!problem) return null
  return (
    <NoteBox tone="warn">
      <p className="st wrap">
        <Mark name="warn" />
        <span>
          {t(node.provenAt === null ? 'channel:lastTry' : 'channel:tryAfterProof', {
            why: t(`channel:problem-${problem.kind ?? 'other'}`),
          })}
        </span>
      </p>
      <p>
        <Quote text={problem.words} max={300} mono />
      </p>
      {problem.kind === 'key-refused' && <p>{t('channel:keyCheck')}</p>}
      {problem.kind !== 'key-refused' && problem.kind !== 'refused-address' && <p>{t('channel:awayCheck')}</p>}
    </NoteBox>
  )
}
