import type { GuestRow, NodeHistory, NodeRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useNow } from '../../api/clock.ts'
import { q } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { NodeStateText } from '../../facts/StateOf.tsx'
import { formatCount, percentFigure } from '../../format/numbers.ts'
import { formatDuration } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { FigureText, MeterPair } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { inSentence, mayHideGuests } from './picture.ts'
import { share } from './troubles/nodes.ts'

/** More than these are only the ones that need a look; the page of nodes has them all. */
const shownAtMost = 12

/** `guests` is null when some may be there that this person may not see. */
type Line = { node: NodeRow; guests: number | null; history: NodeHistory | undefined }

export function NodesTable({ nodes, guests }: { nodes: readonly NodeRow[]; guests: readonly GuestRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const { data: history } = useQuery({ ...q('readHistory', { params: { cluster } }), staleTime: 240_000 })
  const lines = useMemo(() => toLines(nodes, guests, history ?? []), [nodes, guests, history])
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  const online = nodes.filter((node) => node.state === 'online').length
  const all = nodes.filter((node) => !node.ghost).length
  return (
    <Sec label={t('overview:nodes')} small={t('overview:nodesOnline', { online, all })}>
      <DataTable
        label={t('overview:nodes')}
        columns={columns}
        rows={lines}
        keyOf={({ node }) => node.id}
        rowClass={({ node }) => (node.state === 'online' ? undefined : 'is-unknown')}
      />
      {lines.length < nodes.length && (
        <p className="s tablefoot">
          <Link {...paths.nodes(cluster)} className="link">
            {t('overview:moreNodes', { count: nodes.length })}
          </Link>
        </p>
      )}
    </Sec>
  )
}

function toLines(nodes: readonly NodeRow[], guests: readonly GuestRow[], history: readonly NodeHistory[]): Line[] {
  const counts = new Map<string, number>()
  for (const guest of guests) if (!guest.template) counts.set(guest.node, (counts.get(guest.node) ?? 0) + 1)
  const byName = sortRows(nodes, (node) => node.name, false)
  const shown =
    nodes.length <= shownAtMost ? byName : byName.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, shownAtMost)
  return shown.map((node) => ({
    node,
    guests: mayHideGuests(node, { guests, nodes }) ? null : (counts.get(node.name) ?? 0),
    history: history.find((one) => one.node === node.name),
  }))
}

/** What is not well stands first, then the busiest. */
function urgency(node: NodeRow): number {
  if (node.state !== 'online' || node.unknown !== null || node.maintenance) return -2
  return -Math.max(node.cpu ?? 0, share(node.memory, node.memoryMax) ?? 0)
}

function toColumns(t: T, cluster: string): Column<Line>[] {
  return [
    {
      id: 'node',
      head: t('overview:node'),
      width: '7rem',
      cell: ({ node }) => (
        <Link {...paths.node(cluster, node.name)}>
          <Quote text={node.name} max={63} />
        </Link>
      ),
    },
    {
      id: 'state',
      head: t('overview:state'),
      priority: '2',
      width: '12.5rem',
      cell: ({ node }) => <NodeStateText node={node} />,
    },
    { id: 'cpu', head: t('overview:cpu24'), priority: '2f', width: '15rem', cell: (line) => <Cpu {...line} /> },
    {
      id: 'memory',
      head: t('overview:memory'),
      priority: '3',
      width: '15rem',
      cell: ({ node }) => {
        const fraction = share(node.memory, node.memoryMax)
        const tone = fraction === null || fraction < 0.95 ? undefined : 'warn'
        return (
          <MeterPair
            fraction={fraction}
            tone={tone}
            label={t('overview:memoryUsed', { node: inSentence(node.name) })}
          />
        )
      },
    },
    {
      id: 'guests',
      head: t('overview:guests'),
      priority: '3',
      align: 'end',
      cell: ({ guests }) =>
        guests === null ? (
          <span className="faint" title={whyUnknown('no-right', t)}>
            ?
          </span>
        ) : (
          formatCount(guests)
        ),
    },
    {
      id: 'up',
      head: t('overview:upFor'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => <UpFor since={node.startedAt} />,
    },
    {
      id: 'pve',
      head: t('overview:pve'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => <span className="dim">{node.version ?? <span className="faint">?</span>}</span>,
    },
  ]
}

// Nothing read is drawn as one hatched gap, not as an empty line.
const unread = [null, null]

function Cpu({ node, history }: Line) {
  const t = useT()
  return (
    <span className="pair">
      <Sparkline values={history?.cpu ?? unread} label={t('overview:cpuOf', { node: inSentence(node.name) })} />
      <span className="val">
        <FigureText figure={node.cpu === null ? null : percentFigure(node.cpu)} />
      </span>
    </span>
  )
}

export function UpFor({ since }: { since: number | null }) {
  const { locale } = useSpeech()
  const now = useNow()
  if (since === null) return <span className="faint">?</span>
  return <span className="dim">{formatDuration(now - since, locale)}</span>
}
