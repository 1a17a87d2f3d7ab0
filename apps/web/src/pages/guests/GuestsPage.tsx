import type { GuestRow, NodeRow } from '@steward/contracts'
import { type KeyboardEvent, useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useNodes } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RunTexts } from '../../messages/RunTexts.tsx'
import { useOffered } from '../../runs/use-runs.ts'
import { useSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { groupOf } from './arrange.ts'
import { GroupHead, type GroupHeadProps } from './GroupHead.tsx'
import { BulkBar } from './BulkBar.tsx'
import { guestColumns, pickColumn } from './guest-columns.tsx'
import { GuestSearch } from './GuestSearch.tsx'
import { GuestSums } from './GuestSums.tsx'
import { type GuestView, useGuestView } from './use-guest-view.ts'
import { type Picks, usePicks } from './use-picks.ts'
import '../../styles/runs.css'

export function GuestsPage() {
  const t = useT()
  const view = useGuestView()
  const nodes = useNodes()
  const { facts, rows } = view
  const picks = usePicks(view)
  const offered = useOffered()
  const signedIn = useSession()?.session?.mode === 'signed-in'
  const canPick = offered.has('guest-power') && signedIn
  const isEmpty = facts.rows.length === 0
  return (
    <>
      <PageHead title={t('guests:title')} lead={<GuestSums all={facts.rows} shown={rows} view={view} />} />
      <FactsFrame facts={facts}>
        {isEmpty ? (
          <Empty title={t('guests:none')}>{t('guests:noneWhy')}</Empty>
        ) : (
          <>
            <GuestSearch view={view} />
            {canPick && (
              <div className="only-s selectmode">
                <Button onClick={() => picks.setSelecting(!picks.selecting)} aria-pressed={picks.selecting}>
                  {t(picks.selecting ? 'guests:selectEnd' : 'guests:selectSome')}
                </Button>
              </div>
            )}
            {rows.length === 0 ? (
              <Empty title={t('guests:noneFits')} action={<Button onClick={view.clear}>{t('guests:clear')}</Button>} />
            ) : (
              // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrow keys among the links of the table
              <div className={tableLook(canPick, picks.selecting)} onKeyDown={walkRows}>
                <GuestTable view={view} nodes={nodes.rows} picks={canPick ? picks : null} />
              </div>
            )}
            {picks.chosen.length > 0 && (
              <RunTexts>
                <BulkBar chosen={picks.chosen} hidden={picks.hidden} onClear={picks.clear} />
              </RunTexts>
            )}
          </>
        )}
      </FactsFrame>
    </>
  )
}

const tableLook = (canPick: boolean, selecting: boolean) =>
  `guesttable ${canPick ? 'picks' : ''} ${selecting ? 'selecting' : ''}`

type TableProps = { view: GuestView; nodes: readonly NodeRow[]; picks: Picks | null }

function GuestTable({ view, nodes, picks }: TableProps) {
  const t = useT()
  const cluster = useClusterId()
  const { rows, grouping } = view
  const plain = useMemo(() => guestColumns(t, cluster, grouping), [t, cluster, grouping])
  const picking = picks?.picking
  const columns = useMemo(() => (picking ? [pickColumn(t, picking), ...plain] : plain), [t, plain, picking])
  const grouped = useMemo(() => {
    if (grouping === 'none') return {}
    const byName = new Map(nodes.map((node) => [node.name, node]))
    return {
      groupOf: (guest: GuestRow) => groupOf(guest, grouping),
      groupHead: (group: string, members: readonly GuestRow[]) =>
        groupHead({ group, members, grouping, node: byName.get(group) }),
    }
  }, [grouping, nodes])
  return (
    <DataTable<GuestRow>
      label={t('guests:title')}
      dense
      arranged
      columns={columns}
      rows={rows}
      keyOf={(guest) => guest.id}
      sort={view.sort}
      onSort={view.setSort}
      rowClass={(guest) => rowLook(guest, picks)}
      {...grouped}
    />
  )
}

const rowLook = (guest: GuestRow, picks: Picks | null) =>
  `${guest.unknown === null ? '' : 'is-unknown'} ${picks?.picking.selected.has(guest.id) ? 'is-sel' : ''}`

const groupHead = (props: GroupHeadProps) => <GroupHead {...props} />

/** Arrow keys go from one guest to the next, or from one tick to the next; Enter and Space are the element's own. */
function walkRows(event: KeyboardEvent<HTMLDivElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const among = document.activeElement instanceof HTMLInputElement ? 'td .pick input' : 'td.name a'
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(among)]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const next = at < 0 ? undefined : stops[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  if (event.shiftKey && next instanceof HTMLInputElement && !next.checked) next.click()
}
