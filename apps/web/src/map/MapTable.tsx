import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { NodeStateText } from '../facts/StateOf.tsx'
import { formatCount, percentFigure } from '../format/numbers.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import type { T } from '../messages/i18n.ts'
import { countGuests, type GuestCounts } from '../pages/overview/counts.ts'
import { mayHideGuests, type Picture } from '../pages/overview/picture.ts'
import { paths } from '../routes/paths.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { FigureText } from '../ui/Meter.tsx'
import { Quote } from '../ui/Quote.tsx'
import { memoryShare, sayCounts, sayHidden } from './say.ts'
import type { NodeRow } from '@steward/contracts'

/** `hidden`: guests may be there that this person may not see. */
type Line = { node: NodeRow; counts: GuestCounts; hidden: boolean; votes: number | null }

export function MapTable({ picture }: { picture: Picture }) {
  const t = useT()
  const cluster = useClusterId()
  const lines = useMemo(() => {
    const own = Map.groupBy(picture.guests, (guest) => guest.node)
    const votes = new Map(picture.cluster.quorum.votes.map((vote) => [vote.node, vote.votes]))
    return picture.nodes.map((node) => ({
      node,
      counts: countGuests(own.get(node.name) ?? []),
      hidden: mayHideGuests(node, picture),
      votes: votes.get(node.name) ?? node.votes,
    }))
  }, [picture])
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  return (
    <DataTable
      label={t('overview:map')}
      columns={columns}
      rows={lines}
      keyOf={({ node }) => node.id}
      rowClass={({ node }) => (node.state === 'online' ? undefined : 'is-unknown')}
    />
  )
}

const figures = [
  ['running', 'runningWord'],
  ['trouble', 'troubleWord'],
  ['stopped', 'stoppedWord'],
  ['off', 'offWord'],
  ['unknown', 'unknownWord'],
] as const

function toColumns(t: T, cluster: string): Column<Line>[] {
  return [
    {
      id: 'node',
      head: t('overview:node'),
      sortBy: ({ node }) => node.name,
      cell: ({ node }) => (
        <Link {...paths.node(cluster, node.name)}>
          <Quote text={node.name} max={63} />
        </Link>
      ),
    },
    { id: 'state', head: t('overview:state'), priority: '2', cell: ({ node }) => <NodeStateText node={node} /> },
    {
      id: 'counts',
      head: t('overview:guests'),
      priority: '2f',
      align: 'end',
      sortBy: ({ counts }) => counts.all,
      cell: ({ counts, hidden }) => (
        <>
          <span className="only-s">{hidden ? sayHidden(t) : sayCounts(counts, t)}</span>
          <span className="only-m" title={hidden ? sayHidden(t) : undefined}>
            {hidden ? '?' : formatCount(counts.all - counts.templates)}
          </span>
        </>
      ),
    },
    ...figures.map(([bucket, head]): Column<Line> => ({
      id: bucket,
      head: t(`overview:${head}`),
      priority: '3',
      align: 'end',
      sortBy: ({ counts }) => counts[bucket],
      cell: ({ counts, hidden }) => (
        <span
          className={
            bucket === 'trouble' && counts.trouble > 0 ? 't-critical mid' : counts[bucket] === 0 ? 'faint' : ''
          }
        >
          {hidden ? '?' : formatCount(counts[bucket])}
        </span>
      ),
    })),
    load('cpu', t('overview:cpu24').split(/[,，]/)[0] ?? '', ({ node }) => node.cpu),
    load('memory', t('overview:memory'), ({ node }) => memoryShare(node)),
    {
      id: 'votes',
      head: t('overview:vote'),
      priority: '3',
      align: 'end',
      cell: ({ votes }) => (votes === null ? <span className="faint">–</span> : votes),
    },
  ]
}

const load = (id: string, head: string, of: (line: Line) => number | null): Column<Line> => ({
  id,
  head,
  priority: '3',
  align: 'end',
  sortBy: of,
  cell: (line) => {
    const fraction = of(line)
    return <FigureText figure={fraction === null ? null : percentFigure(fraction)} />
  },
})
