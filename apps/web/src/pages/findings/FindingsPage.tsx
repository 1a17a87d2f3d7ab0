import type { FindingRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useFindings } from '../../facts/use-facts.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RuleTexts } from '../../messages/RuleTexts.tsx'
import { paths } from '../../routes/paths.ts'
import { useAddress } from '../../routes/use-address.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterBar, PickBox, SearchBox } from '../../ui/FilterBar.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { BundleButtons } from './FindingEvidence.tsx'
import { FindingItem } from './FindingItem.tsx'
import { sayRule, shownState, worstFirst } from '../../facts/finding-words.ts'

const severities = ['critical', 'warning', 'notice'] as const
const states = ['open', 'pending', 'snoozed', 'on-purpose', 'resolved'] as const

/** All findings, worst first; consequences stand under their cause. */
export function FindingsPage() {
  return (
    <RuleTexts rows={8}>
      <Findings />
    </RuleTexts>
  )
}

function Findings() {
  const t = useT()
  const cluster = useClusterId()
  const facts = useFindings()
  const { search, settled, change } = useAddress()
  const now = useMinute()
  const roots = useMemo(() => arrange(facts.rows, settled, { t, now }), [facts.rows, settled, t, now])
  const [opened, setOpened] = useState<string | null>(search.id ?? null)
  const areas = [...new Set(facts.rows.map((row) => row.area))].toSorted((a, b) => (a < b ? -1 : 1))
  return (
    <>
      <PageHead
        title={t('findings:title')}
        lead={t('findings:sums', { count: roots.filter((row) => shownState(row, now) === 'open').length })}
        aside={
          <Link className="btn" {...paths.rules(cluster)}>
            {t('findings:rules')}
          </Link>
        }
      />
      <FactsFrame facts={facts}>
        {facts.rows.length === 0 ? (
          <Empty title={t('findings:none')}>{t('findings:noneWhy')}</Empty>
        ) : (
          <>
            <FilterBar>
              <SearchBox
                words={search.q ?? ''}
                onWords={(q) => change({ q })}
                placeholder={t('findings:search')}
                label={t('findings:searchLabel')}
              />
              <PickBox
                label={t('findings:severity')}
                value={search.severity ?? ''}
                any={t('findings:all')}
                options={severities.map((value) => ({ value, label: t(`findings:severity-${value}`) }))}
                onPick={(severity) => change({ severity })}
              />
              <PickBox
                label={t('findings:state')}
                value={search.state ?? ''}
                any={t('findings:all')}
                options={states.map((value) => ({ value, label: t(`findings:state-${value}`) }))}
                onPick={(state) => change({ state })}
              />
              <PickBox
                label={t('findings:area')}
                value={search.area ?? ''}
                any={t('findings:all')}
                options={areas.map((value) => ({ value, label: sayArea(t, value) }))}
                onPick={(area) => change({ area })}
              />
            </FilterBar>
            {roots.length === 0 && (
              <Empty
                title={t('findings:noneFits')}
                action={
                  <Button
                    onClick={() => change({ q: undefined, severity: undefined, state: undefined, area: undefined })}
                  >
                    {t('findings:clear')}
                  </Button>
                }
              />
            )}
            <div>
              {roots.map((row) => (
                <FindingItem
                  key={row.id}
                  row={row}
                  folded={facts.rows.filter((other) => other.under === row.id)}
                  open={opened === row.id}
                  onToggle={() => setOpened(opened === row.id ? null : row.id)}
                />
              ))}
            </div>
            {roots.length > 0 && <BundleButtons rows={roots} name="findings" />}
          </>
        )}
      </FactsFrame>
    </>
  )
}

/** The states change with time, but not each second. */
const useMinute = () => Math.floor(useNow() / 60) * 60

// The area comes from the server; server and texts are of one release and share the list.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const sayArea = (t: T, area: string) => (t as unknown as (key: string) => string)(`findings:area-${area}`)

type Search = { q?: string; severity?: string; state?: string; area?: string }

function arrange(rows: readonly FindingRow[], search: Search, { t, now }: { t: T; now: number }): FindingRow[] {
  const words = search.q?.toLowerCase() ?? ''
  return rows
    .filter((row) => row.under === null)
    .filter((row) => search.severity === undefined || row.severity === search.severity)
    .filter((row) =>
      search.state === undefined ? shownState(row, now) !== 'resolved' : shownState(row, now) === search.state,
    )
    .filter((row) => search.area === undefined || row.area === search.area)
    .filter(
      (row) =>
        words === '' ||
        `${row.rule} ${row.subject.id} ${Object.values(row.params).join(' ')} ${sayRule(t, row.rule, 'says', row.params)}`
          .toLowerCase()
          .includes(words),
    )
    .toSorted(worstFirst)
}
