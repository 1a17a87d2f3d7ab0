import type { RunReply, RunRow } from '@steward/contracts'
import { useState } from 'react'
import { formatPercent } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { isOver, pileOf } from '../../runs/run-states.ts'
import { Button } from '../../ui/Button.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { RunLine } from './RunLine.tsx'

const shownAtMost = 40

/** First what needs a hand, then what did not work, then what is under way, then the rest. */
const weightOf = (run: RunRow): number => {
  const pile = pileOf(run)
  if (pile === 'needsYou') return 0
  if (pile === 'finished') return run.state === 'succeeded' ? 4 : 1
  return pile === 'underWay' ? 2 : 3
}

/** The parts of a run of many: how far, what did not work, what has not begun. */
export function ChildRuns({ run }: { run: RunReply }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const { total, ended, failed } = run.children ?? { total: 0, ended: 0, failed: 0 }
  const waiting = total - run.runs.length
  const sorted = run.runs.toSorted((a, b) => weightOf(a) - weightOf(b) || a.id - b.id)
  const shown = all ? sorted : sorted.slice(0, shownAtMost)
  return (
    <Sec label={t('run:children')} small={t('run:childrenSmall', { perNode: perNodeOf(run.input) })} heavy>
      <div className="stack">
        <div className="progressline">
          <Meter fraction={total === 0 ? 0 : ended / total} label={t('run:percent')} />
          <span className="val">{formatPercent(total === 0 ? 0 : ended / total)}</span>
        </div>
        <p className="s">
          {t('run:childrenDone', { done: ended, total })}
          {failed > 0 && <b className="mid"> · {t('run:childrenFailed', { count: failed })}</b>}
          {waiting > 0 && (
            <span className="dim">
              {' · '}
              {t(isOver(run) ? 'run:childrenNot' : 'run:childrenWaiting', { count: waiting })}
            </span>
          )}
        </p>
        <ul className="runlist">
          {shown.map((child) => (
            <RunLine key={child.id} run={child} />
          ))}
        </ul>
        {shown.length < sorted.length && (
          <Button onClick={() => setAll(true)}>{t('run:showAll', { count: sorted.length })}</Button>
        )}
      </div>
    </Sec>
  )
}

const perNodeOf = (input: unknown): number =>
  typeof input === 'object' && input !== null && 'perNode' in input ? Number(input.perNode) : 4
