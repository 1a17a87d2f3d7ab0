import type { FindingRow } from '@steward/contracts'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useCluster } from '../../facts/use-facts.ts'
import { formatClock } from '../../format/times.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { bundleJson, bundleText, saveAs } from './bundle.ts'

/** The very values and calls that the finding was judged on, and the same for a forum post. */
export function FindingEvidence({ row }: { row: FindingRow }) {
  const t = useT()
  return (
    <div>
      <p className="lbl">{t('findings:evidence')}</p>
      <ul className="evidence">
        {row.evidence.map((item) => (
          <li key={`${item.what} ${item.call} ${item.value}`}>
            <span>{item.what}</span>
            <Quote text={item.value} max={300} mono />
            <span className="faint xs">
              <code>{item.call}</code> {item.readAt !== null && formatClock(item.readAt, true)}
            </span>
          </li>
        ))}
      </ul>
      <BundleButtons rows={[row]} name={row.rule} />
    </div>
  )
}

export function BundleButtons({ rows, name }: { rows: readonly FindingRow[]; name: string }) {
  const t = useT()
  const now = useNow()
  const cluster = useCluster()
  const [mask, setMask] = useState(true)
  const about = { version: cluster.facts?.version ?? null, at: Math.floor(now), mask }
  return (
    <div className="acts">
      <Button onClick={() => saveAs(`steward-${name}.txt`, bundleText(t, rows, about))}>{t('findings:bundle')}</Button>
      <Button onClick={() => saveAs(`steward-${name}.json`, bundleJson(rows, about))}>
        {t('findings:bundleJson')}
      </Button>
      <label className="st s">
        <input type="checkbox" checked={mask} onChange={({ target }) => setMask(target.checked)} />
        {t('findings:mask')}
      </label>
    </div>
  )
}
