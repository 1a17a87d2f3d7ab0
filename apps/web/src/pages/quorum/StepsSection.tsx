import type { QuorumFacts, QuorumStep } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { type Doubt, type Step, stepsOf } from './judge.ts'
import { listNames } from './names.ts'

/** What to do, in the order in which to think of it. */
export function StepsSection({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const steps = stepsOf(quorum)
  if (steps.length === 0) return null
  return (
    <Sec label={t('quorum:todo')} small={steps.length > 1 ? t('quorum:todoSmall') : null}>
      <ol className="todo">
        {steps.map((step, index) => (
          <li key={step.kind} className={step.kind === 'last' ? 'is-last' : undefined}>
            <span className="at" aria-hidden="true">
              {index + 1}
            </span>
            <StepText step={step} total={quorum.expected ?? '?'} />
          </li>
        ))}
      </ol>
    </Sec>
  )
}

function StepText({ step, total }: { step: Step; total: number | string }) {
  const t = useT()
  switch (step.kind) {
    case 'network':
      return (
        <Titled
          title={t('quorum:step-network', { names: step.sides.map((side) => listNames(side)).join(' ↔ ') })}
          why={t('quorum:step-networkWhy')}
        >
          <p className="s">{t('quorum:step-networkLook')}</p>
          <CodeLine command="corosync-cfgtool -s" />
          <CodeLine command="systemctl status corosync" />
        </Titled>
      )
    case 'back':
      return (
        <Titled title={t('quorum:step-back')} why={t(`quorum:step-back${step.say}`, { missing: step.missing })}>
          <ul className="worklist s">
            {step.returns.map((one) => (
              <Return key={one.node ?? ''} step={one} total={total} />
            ))}
          </ul>
        </Titled>
      )
    case 'wait':
      return <Titled title={t('quorum:step-wait')} why={t('quorum:step-waitWhy')} />
    case 'return':
      return (
        <Titled title={t('quorum:step-return', { names: listNames(step.nodes) })} why={t('quorum:step-returnWhy')} />
      )
    case 'minority':
      return (
        <Titled
          title={t('quorum:step-minority', { names: listNames(step.nodes) })}
          why={t('quorum:step-minorityWhy')}
        />
      )
    case 'last':
      return <LastResort doubts={step.doubts} />
  }
}

function Titled({ title, why, children }: { title: string; why: string; children?: ReactNode }) {
  return (
    <div>
      <h3 className="mid">{title}</h3>
      <p className="s dim">{why}</p>
      {children}
    </div>
  )
}

function Return({ step, total }: { step: QuorumStep; total: number | string }) {
  const t = useT()
  const cluster = useClusterId()
  const enough = step.quorate === null ? 'unknown' : step.quorate ? 'enough' : 'short'
  return (
    <li>
      <Mark name={step.quorate === null ? 'unknown' : step.quorate ? 'ok' : 'stop'} />
      <span>
        {step.node === null ? (
          t('quorum:qdevice')
        ) : (
          <Link className="link" {...paths.node(cluster, step.node)}>
            <Quote text={step.node} max={63} />
          </Link>
        )}
        <small>{t(`quorum:back-${enough}`, { votes: step.votes, total })}</small>
      </span>
    </li>
  )
}

/** Told, not offered: no program can prove that a silent node is off. */
function LastResort({ doubts }: { doubts: readonly Doubt[] }) {
  const t = useT()
  return (
    <Titled title={t('quorum:last')} why={t('quorum:lastWhy')}>
      <NoteBox tone="critical">
        <p className="s">{t('quorum:lastOnly')}</p>
        <ul className="worklist s">
          {doubts.map(({ node, up }) => (
            <li key={node}>
              <Mark name={up ? 'critical' : 'unknown'} />
              <span>{t(up ? 'quorum:lastUp' : 'quorum:lastSilent', { node: inSentence(node) })}</span>
            </li>
          ))}
        </ul>
        <p className="s dim">
          {t('quorum:lastHa')} {t('quorum:lastNode')}
        </p>
      </NoteBox>
    </Titled>
  )
}
