import type { RunRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { formatDuration, formatMoment } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { drawnAs, isOver } from '../../runs/run-states.ts'
import { runName, sayRun } from '../../runs/say-run.ts'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'

/** One run in a list: what, how it stands, how far, whose, since when. */
export function RunLine({ run }: { run: RunRow }) {
  const { t, locale } = useSpeech()
  const cluster = useClusterId()
  const { mark, tone } = drawnAs(run)
  const word = run.state === 'paused' && run.pausedFor ? t(`run:paused-${run.pausedFor}`) : t(`run:state-${run.state}`)
  return (
    <li className="runrow">
      <State mark={mark} tone={tone}>
        {word}
      </State>
      <Link {...paths.run(cluster, run.id)} className="what">
        {sayRun(t, run.title)}
      </Link>
      <span className="faint far">
        {run.children
          ? t('run:parts', { done: run.children.ended, total: run.children.total })
          : !isOver(run) && t('run:steps', { done: run.stepsDone, count: run.stepsTotal })}
        {run.children !== null && run.children.failed > 0 && (
          <> · {t('run:childrenFailed', { count: run.children.failed })}</>
        )}
      </span>
      <span className="faint when">
        {isOver(run) ? (
          <Quote
            text={t('run:byAt', { user: run.user, time: formatMoment(run.endedAt ?? run.startedAt, locale) })}
            max={120}
          />
        ) : (
          <SoFar run={run} />
        )}
      </span>
      <span className="faint id">{runName(run.id)}</span>
    </li>
  )
}

function SoFar({ run }: { run: RunRow }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return (
    <Quote
      text={t('run:byAt', { user: run.user, time: formatDuration(now - run.startedAt, locale, true) })}
      max={120}
    />
  )
}
