import type { RunRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useNow } from '../api/clock.ts'
import { useClusterId } from '../facts/cluster-context.ts'
import { formatDuration } from '../format/times.ts'
import { useSpeech, useT } from '../messages/LocaleProvider.tsx'
import { RunTexts } from '../messages/RunTexts.tsx'
import { paths } from '../routes/paths.ts'
import { State } from '../ui/Mark.tsx'
import { drawnAs, isOver, needsPerson } from './run-states.ts'
import { sayRun } from './say-run.ts'
import '../styles/runs.css'

const shownAtMost = 3

/** One quiet line for each run that is under way; of many, how many. */
export function RunsAtWork({ runs }: { runs: readonly RunRow[] }) {
  const open = runs.filter((run) => !isOver(run))
  if (open.length === 0) return null
  return (
    <RunTexts>
      <div className="runsnow s">{open.length > shownAtMost ? <Sum runs={open} /> : open.map(toLine)}</div>
    </RunTexts>
  )
}

const toLine = (run: RunRow) => <Line key={run.id} run={run} />

function Line({ run }: { run: RunRow }) {
  const { t, locale } = useSpeech()
  const cluster = useClusterId()
  const now = useNow()
  const { mark, tone } = drawnAs(run)
  const title = sayRun(t, run.title)
  const words =
    run.state === 'running'
      ? t('run:atWork', { title, time: formatDuration(now - run.startedAt, locale, true) })
      : run.pausedFor !== null
        ? t('run:atWorkPaused', { title, why: t(`run:paused-${run.pausedFor}`) })
        : t('run:atWorkNeeds', { title })
  return (
    <Link {...paths.run(cluster, run.id)}>
      <State mark={mark} tone={tone}>
        <span className="wrap">{words}</span>
      </State>
    </Link>
  )
}

function Sum({ runs }: { runs: readonly RunRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const needs = runs.filter(needsPerson).length
  return (
    <Link {...paths.runs(cluster)}>
      <State mark={needs > 0 ? 'warn' : 'busy'} tone={needs > 0 ? 'warn' : 'plain'}>
        <span className="wrap">
          {t('run:nowRuns', { count: runs.length })}
          {needs > 0 && ` · ${t('run:nowNeeds', { count: needs })}`}
        </span>
      </State>
    </Link>
  )
}
