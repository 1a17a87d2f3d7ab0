import type { RunReply } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { toApiError } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { q } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { formatClock, formatDuration, formatMoment } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { RunTexts } from '../../messages/RunTexts.tsx'
import { Checks } from '../../runs/Checks.tsx'
import { Rail, type RailStop } from '../../runs/Rail.tsx'
import { drawnAs, isOver, needsPerson, railOf, stepWithTask } from '../../runs/run-states.ts'
import { runName, sayRun } from '../../runs/say-run.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Flag, State } from '../../ui/Mark.tsx'
import { Clauses, PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { ChildRuns } from './ChildRuns.tsx'
import { Decision, HeadDecisions } from './Decisions.tsx'
import { NextRuns } from './NextRuns.tsx'
import { headOf, leadsOf } from './run-head.ts'
import { RunCrumbs } from './RunCrumbs.tsx'
import { RunLog } from './RunLog.tsx'
import { RunSteps } from './RunSteps.tsx'
import { TaskPart } from './TaskPart.tsx'
import { WaitsFor } from './WaitsFor.tsx'
import '../../styles/runs.css'

/** The stream says what changed; this is for a stream that is lost. */
const askAgainMs = 10_000

export function RunPage() {
  const { run: id = '' } = useParams({ strict: false })
  return (
    <RunTexts fallback={<Loading rows={6} />}>
      <OneRun key={id} id={id} />
    </RunTexts>
  )
}

function OneRun({ id }: { id: string }) {
  const t = useT()
  const cluster = useClusterId()
  const query = useQuery({
    ...q('readRun', { params: { cluster, run: id } }),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : askAgainMs),
  })
  if (query.data) return <Shown run={query.data} />
  return (
    <>
      <RunCrumbs />
      <PageHead title={t('run:number', { id })} />
      {query.error ? (
        <ErrorNotice error={toApiError(query.error)} onAgain={() => void query.refetch()} />
      ) : (
        <Loading rows={6} />
      )}
    </>
  )
}

function Shown({ run }: { run: RunReply }) {
  const t = useT()
  const isMany = run.children !== null
  const task = stepWithTask(run)
  return (
    <>
      <RunCrumbs subject={run.subject} id={run.id} parent={run.parent} />
      <RunHead run={run} />
      {!isMany && run.steps.length > 1 && <Line run={run} />}
      <WaitsFor run={run} />
      <Decision run={run} />
      <NextRuns run={run} />
      {isMany && <ChildRuns run={run} />}
      {!isMany && (
        <div className={task ? 'cols run' : undefined}>
          <Sec label={t('run:plan')} small={t('run:planSmall')} heavy>
            <RunSteps run={run} />
          </Sec>
          {task?.upid && <TaskPart key={task.upid} upid={task.upid} />}
        </div>
      )}
      <Sec label={t('run:checksThen')}>
        <Checks checks={run.checks} {...(isMany ? { able: guestsIn(run.input) } : {})} />
      </Sec>
      {run.log.length > 0 && (
        <Sec label={t('run:log')} small={t('run:logSmall')}>
          <RunLog run={run} />
        </Sec>
      )}
    </>
  )
}

/** The guests of a run of many, as its saved input names them: what could not be done was left out before. */
function guestsIn(input: unknown): ReadonlySet<string> {
  const runs = typeof input === 'object' && input !== null && 'runs' in input ? input.runs : []
  return new Set((Array.isArray(runs) ? runs : []).map((run) => String(run?.input?.vmid)))
}

function RunHead({ run }: { run: RunReply }) {
  const { t, locale } = useSpeech()
  const head = headOf(run, t)
  const leads = leadsOf(run, t)
  const title = sayRun(t, run.title)
  return (
    <div className="runhead">
      <div className="s dim runline">
        <Flag kind={drawnAs(run).flag}>
          {t(needsPerson(run) ? 'run:needsYou' : `run:state-${run.state}`)}
          {!isOver(run) && <SoFar since={run.startedAt} />}
        </Flag>
        {run.state !== 'succeeded' && <span>{title}</span>}
        <span className="faint">
          <Quote text={t('run:byAt', { user: run.user, time: formatMoment(run.startedAt, locale) })} max={120} />
        </span>
        {run.endedAt !== null && (
          <span className="faint">
            {t('run:took', { time: formatDuration(run.endedAt - run.startedAt, locale, true) })}
          </span>
        )}
      </div>
      <PageHead
        title={`${head} ${runName(run.id)}`}
        size="head"
        lead={
          <>
            {leads.map((lead) => (
              <p key={lead}>{lead}</p>
            ))}
            <Proof run={run} />
          </>
        }
        aside={<HeadDecisions run={run} />}
      >
        <Clauses text={head} />
      </PageHead>
    </div>
  )
}

function SoFar({ since }: { since: number }) {
  const { locale } = useSpeech()
  const now = useNow()
  return <> · {formatDuration(now - since, locale, true)}</>
}

/** The last thing a run does is to look: what it saw, and when. */
function Proof({ run }: { run: RunReply }) {
  const t = useT()
  const last = run.steps.at(-1)
  if (run.state !== 'succeeded' || run.children !== null || !last) return null
  if (last.problem) return <p>{t('run:proofNone')}</p>
  return (
    <div className="s">
      <State mark="ok" tone="ok">
        {t('run:proof', { time: formatClock(last.endedAt ?? run.endedAt ?? run.startedAt, true) })}
      </State>
    </div>
  )
}

function Line({ run }: { run: RunReply }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  const looks = railOf(run)
  const stops = run.steps.map((step, index): RailStop => {
    const look = looks[index] ?? 'wait'
    const word = t(`run:step-${step.state}`)
    return { id: step.id, title: step.title, look, word, note: noteOf(step, look) }
  })
  function noteOf(step: RunReply['steps'][number], look: RailStop['look']): string {
    if (step.startedAt === null || look === 'wait') return ''
    const until = step.endedAt ?? now
    if (look === 'now') return t('run:stepSoFar', { time: formatDuration(until - step.startedAt, locale, true) })
    if (look === 'stop') return t('run:stepStopped', { time: formatClock(step.endedAt ?? step.startedAt, true) })
    return formatDuration(until - step.startedAt, locale, true)
  }
  return <Rail stops={stops} />
}
