import type { RunRow } from '@steward/contracts'
import { useState } from 'react'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RunTexts } from '../../messages/RunTexts.tsx'
import { toPiles } from '../../runs/run-states.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { FreezePart } from './FreezePart.tsx'
import { RunLine } from './RunLine.tsx'
import '../../styles/runs.css'

export function RunsPage() {
  return (
    <RunTexts fallback={<Loading rows={6} />}>
      <Runs />
    </RunTexts>
  )
}

function Runs() {
  const t = useT()
  const { rows, isLoading, error, again } = useRuns()
  return (
    <>
      <PageHead title={t('run:title')} lead={t('run:lead')} aside={<FreezePart />} />
      {error ? (
        <ErrorNotice error={error} onAgain={again} />
      ) : isLoading ? (
        <Loading rows={6} />
      ) : rows.length === 0 ? (
        <Empty title={t('run:none')}>{t('run:noneWhy')}</Empty>
      ) : (
        <WorkList rows={rows} />
      )}
    </>
  )
}

const shownAtMost = 50

function WorkList({ rows }: { rows: readonly RunRow[] }) {
  const t = useT()
  const piles = toPiles(rows)
  return (
    <>
      {piles.needsYou.length > 0 && <Pile label={t('run:needsYou')} runs={piles.needsYou} />}
      <Pile label={t('run:underWay')} runs={piles.underWay} />
      {piles.waiting.length > 0 && <Pile label={t('run:waiting')} small={t('run:waitingSmall')} runs={piles.waiting} />}
      <Pile label={t('run:finished')} runs={piles.finished} />
    </>
  )
}

function Pile({ label, small, runs }: { label: string; small?: string; runs: readonly RunRow[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? runs : runs.slice(0, shownAtMost)
  return (
    <Sec label={label} small={small}>
      {runs.length === 0 ? (
        <p className="s dim">{t('run:nothingHere')}</p>
      ) : (
        <ul className="runlist">
          {shown.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      )}
      {shown.length < runs.length && (
        <Button onClick={() => setAll(true)}>{t('run:showAll', { count: runs.length })}</Button>
      )}
    </Sec>
  )
}
