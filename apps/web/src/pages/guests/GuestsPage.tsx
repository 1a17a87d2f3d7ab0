import type { GuestRow, NodeRow } from '@steward/contracts'
import { type KeyboardEvent, useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useNodes } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { groupOf } from './arrange.ts'
import { GroupHead, type GroupHeadProps } from './GroupHead.tsx'
import { guestColumns } from './guest-columns.tsx'
import { GuestSearch } from './GuestSearch.tsx'
import { GuestSums } from './GuestSums.tsx'
import { type GuestView, useGuestView } from './use-guest-view.ts'

export function GuestsPage() {
  const t = useT()
  const view = useGuestView()
  const nodes = useNodes()
  const { facts, rows } = view
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
            {rows.length === 0 ? (
              <Empty title={t('guests:noneFits')} action={<Button onClick={view.clear}>{t('guests:clear')}</Button>} />
            ) : (
              // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrow keys among the links of the table
              <div className="guesttable" onKeyDown={walkRows}>
                <GuestTable view={view} nodes={nodes.rows} />
              </div>
            )}
          </>
        )}
      </FactsFrame>
    </>
  )
}

function GuestTable({ view, nodes }: { view: GuestView; nodes: readonly NodeRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const { rows, grouping } = view
  const columns = useMemo(() => guestColumns(t, cluster, grouping), [t, cluster, grouping])
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
      rowClass={(guest) => (guest.unknown === null ? undefined : 'is-unknown')}
      {...grouped}
    />
  )
}

const groupHead = (props: GroupHeadProps) => <GroupHead {...props} />

/** Arrow keys go from one guest to the next; Enter is the link's own. */
function walkRows(event: KeyboardEvent<HTMLDivElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('td.name a')]
  const at = links.findIndex((link) => link === document.activeElement)
  const next = at < 0 ? undefined : links[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
