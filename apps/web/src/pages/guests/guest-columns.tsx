import type { GuestRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import type { ChangeEvent } from 'react'
import { GuestStateText } from '../../facts/StateOf.tsx'
import { formatPercent, percentFigure, sizeFigure } from '../../format/numbers.ts'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { cleanText } from '../../ui/clean-text.ts'
import { FigureText } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { UpFor } from '../overview/NodesTable.tsx'
import type { Grouping } from './arrange.ts'

const memoryOf = (guest: GuestRow) =>
  guest.memory === null || !guest.memoryMax ? null : guest.memory / guest.memoryMax

/** "?" is not known, "–" does not apply to a guest that is off. */
function Load({ guest, fraction }: { guest: GuestRow; fraction: number | null }) {
  if (guest.unknown === null && isOff(guest)) return <span className="faint">–</span>
  return <FigureText figure={fraction === null ? null : percentFigure(fraction)} />
}

const isOff = (guest: GuestRow) => guest.state === 'stopped' || guest.state === 'suspended' || guest.template

const sorted = () => null

export type Picking = {
  selected: ReadonlySet<string>
  onPick: (id: string, range: boolean) => void
  allSelected: boolean
  onAll: () => void
}

const shiftHeld = ({ nativeEvent }: ChangeEvent): boolean =>
  (nativeEvent instanceof MouseEvent || nativeEvent instanceof KeyboardEvent) && nativeEvent.shiftKey

/** A tick in front of each guest. Shift takes everything between. */
export function pickColumn(t: T, { selected, onPick, allSelected, onAll }: Picking): Column<GuestRow> {
  return {
    id: 'pick',
    head: t('guests:selectAll'),
    headCell: (
      <label className="pick">
        <input type="checkbox" aria-label={t('guests:selectAll')} checked={allSelected} onChange={onAll} />
      </label>
    ),
    priority: 'pick',
    width: '2rem',
    cell: ({ id, name }) => (
      <label className="pick">
        <input
          type="checkbox"
          aria-label={t('guests:select', { name: cleanText(name ?? id, 63).plain })}
          checked={selected.has(id)}
          onChange={(event) => onPick(id, shiftHeld(event))}
        />
      </label>
    ),
  }
}

export function guestColumns(t: T, cluster: string, grouping: Grouping): Column<GuestRow>[] {
  const place: Column<GuestRow> =
    grouping === 'node'
      ? {
          id: 'pool',
          head: t('guests:pool'),
          priority: '3',
          sortBy: sorted,
          cell: ({ pool }) => (pool === null ? null : <Quote text={pool} max={40} />),
        }
      : {
          id: 'node',
          head: t('overview:node'),
          priority: '3',
          sortBy: sorted,
          cell: ({ node }) => <Quote text={node} max={63} />,
        }
  return [
    {
      id: 'name',
      head: t('guests:name'),
      width: '16rem',
      sortBy: sorted,
      cell: (guest) => (
        <Link {...paths.guest(cluster, guest.id)} className="clip namelink" preload={false}>
          <Quote text={guest.name ?? guest.id} max={63} />
        </Link>
      ),
    },
    {
      id: 'id',
      head: t('guests:id'),
      priority: '2',
      align: 'end',
      width: '5.5rem',
      sortBy: sorted,
      cell: ({ id }) => <span className="dim">{id}</span>,
    },
    {
      id: 'state',
      head: t('overview:state'),
      priority: '2f',
      width: '17rem',
      sortBy: sorted,
      cell: (guest) => <StateCell guest={guest} t={t} inNode={grouping === 'node'} />,
    },
    place,
    { id: 'tags', head: t('guests:tags'), priority: '3', sortBy: sorted, cell: ({ tags }) => <Tags tags={tags} /> },
    {
      id: 'cpu',
      head: t('guests:cpu'),
      priority: '3',
      align: 'end',
      sortBy: sorted,
      cell: (guest) => <Load guest={guest} fraction={guest.cpu} />,
    },
    {
      id: 'memory',
      head: t('overview:memory'),
      priority: '3',
      align: 'end',
      sortBy: sorted,
      cell: (guest) => <Load guest={guest} fraction={memoryOf(guest)} />,
    },
    {
      id: 'disk',
      head: t('guests:disk'),
      priority: '3',
      align: 'end',
      sortBy: sorted,
      // PVE says 0 for a guest without a boot disk.
      cell: ({ diskMax }) =>
        diskMax === 0 ? (
          <span className="faint">–</span>
        ) : (
          <FigureText figure={diskMax === null ? null : sizeFigure(diskMax)} />
        ),
    },
    {
      id: 'up',
      head: t('overview:upFor'),
      priority: '3',
      align: 'end',
      sortBy: sorted,
      cell: (guest) =>
        guest.unknown === null && isOff(guest) ? <span className="faint">–</span> : <UpFor since={guest.startedAt} />,
    },
  ]
}

const tagsShown = 3

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="tags">
      {tags.slice(0, tagsShown).map((tag) => (
        <Tag key={tag} text={tag} />
      ))}
      {tags.length > tagsShown && <span className="faint xs"> +{tags.length - tagsShown}</span>}
    </span>
  )
}

/** On a phone the second line also carries the load, in words, because the heads are gone. */
function StateCell({ guest, t, inNode }: { guest: GuestRow; t: T; inNode: boolean }) {
  const memory = memoryOf(guest)
  const knowsLoad = guest.unknown === null && !isOff(guest) && guest.cpu !== null
  return (
    <span className="stateline">
      {/* Why a node's guests are unknown stands once, at the head of the group. */}
      <GuestStateText guest={guest} withReason={!(inNode && guest.unknown !== null)} />
      {guest.lock !== null && <Icon name="lock" size={12} />}
      {knowsLoad && guest.cpu !== null && (
        <span className="only-s faint">
          {t('overview:cellLoad', {
            cpu: formatPercent(guest.cpu),
            memory: memory === null ? '?' : formatPercent(memory),
          })}
        </span>
      )}
    </span>
  )
}
