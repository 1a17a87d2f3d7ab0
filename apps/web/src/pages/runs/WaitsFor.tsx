import type { RunReply } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useCluster } from '../../facts/use-facts.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { currentStep } from '../../runs/run-states.ts'
import { StepCall } from '../../runs/StepCall.tsx'
import { sayRun } from '../../runs/say-run.ts'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { useAdministers, useSession } from '../../shell/use-session.ts'
import { RootForm } from './RootForm.tsx'
import { freezeWords } from './run-head.ts'

/** A run that is paused says what it waits for, and what whoever looks can do about it. */
export function WaitsFor({ run }: { run: RunReply }) {
  if (run.state !== 'paused') return null
  switch (run.pausedFor) {
    case 'person':
      return <YourTurn run={run} />
    case 'root-sign-in':
      return run.may.signInAsRoot ? <RootForm run={run} /> : null
    case 'sign-in':
      return <SignIn run={run} />
    case 'freeze':
      return <Frozen />
    case 'pve':
      return <Away />
    case null:
      return null
  }
}

function YourTurn({ run }: { run: RunReply }) {
  const t = useT()
  const step = run.steps[currentStep(run)]
  if (step?.act.kind !== 'shell' && step?.act.kind !== 'person') return null
  const { act } = step
  return (
    <Sec label={t('run:yourTurn')} small={t('run:yourTurnSmall')} heavy>
      <div className="stack">
        <div>
          {act.kind === 'shell' && <h3 className="verdict">{t('run:runThis', { node: act.node })}</h3>}
          <p className="s dim">{sayRun(t, step.title)}</p>
        </div>
        {act.kind === 'shell' ? <CodeLine command={act.command} /> : <StepCall act={act} />}
        <div className="s dim">
          <State mark="busy">
            <span className="wrap">{t('run:watching')}</span>
          </State>
        </div>
        {run.user === 'root@pam' && <BySsh />}
      </div>
    </Sec>
  )
}

/** For whoever may set it up. A plan keeps the way it was made with, so this one stays by hand. */
function BySsh() {
  const t = useT()
  const cluster = useClusterId()
  if (!useAdministers(cluster)) return null
  return (
    <p className="s dim">
      {t('run:bySsh')}{' '}
      <Link {...paths.nodeShell(cluster)} className="link">
        {t('run:bySshLink')}
      </Link>
    </p>
  )
}

function SignIn({ run }: { run: RunReply }) {
  const t = useT()
  const own = useSession()?.session?.user === run.user
  return (
    <Sec label={t('run:state-paused')} heavy>
      <div className="stack">
        <p>{t('run:signInWhy', { user: run.user })}</p>
        {own && (
          <div className="acts">
            <Link {...paths.signIn({ from: location.pathname })} className="btn primary">
              {t('run:signIn')}
            </Link>
          </div>
        )}
      </div>
    </Sec>
  )
}

function Frozen() {
  const { t, locale } = useSpeech()
  const freeze = useCluster().facts?.freeze
  return (
    <Sec label={t('run:state-paused')} heavy>
      <div className="stack tight">
        {freeze && (
          <State mark="frozen" tone="frozen">
            <span className="wrap">{freezeWords(freeze, t, locale)}</span>
          </State>
        )}
        <p className="s dim">{t('run:freezeWhy')}</p>
      </div>
    </Sec>
  )
}

function Away() {
  const t = useT()
  const connection = useCluster().facts?.connection
  return (
    <Sec label={t('run:state-paused')} heavy>
      <div className="stack tight">
        <State mark="busy">
          <span className="wrap">{t('run:awayWhy')}</span>
        </State>
        {connection?.state === 'away' && (
          <p className="s">
            <Quote text={connection.message} max={300} mono />
          </p>
        )}
      </div>
    </Sec>
  )
}
