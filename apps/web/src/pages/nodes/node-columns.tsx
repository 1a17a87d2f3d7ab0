import type { NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../api/clock.ts'
import { nodeState } from '../../facts/node-state.ts'
import { NodeStateText } from '../../facts/StateOf.tsx'
import { formatCount, percentFigure } from '../../format/numbers.ts'
import { formatAge, formatMoment } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { FigureText, MeterPair } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { UpFor } from '../overview/NodesTable.tsx'
import { inSentence } from '../overview/picture.ts'
import { share } from '../overview/troubles/nodes.ts'
import type { NodeLine } from './arrange.ts'

const sorted = () => null
// Nothing read is drawn as one hatched gap, not as an empty line.
const unread = [null, null]
const memoryFullFrom = 0.95

export function nodeColumns(t: T, cluster: string): Column<NodeLine>[] {
  const columns: Column<NodeLine>[] = [
    {
      id: 'node',
      head: t('nodes:node'),
      width: '9rem',
      cell: ({ node }) => (
        <Link {...paths.node(cluster, node.name)}>
          <Quote text={node.name} max={63} />
        </Link>
      ),
    },
    { id: 'state', head: t('nodes:state'), priority: '2', width: '15rem', cell: (line) => <StateCell {...line} /> },
    {
      id: 'cpu',
      head: t('nodes:cpu'),
      priority: '2f',
      width: '15rem',
      cell: ({ node, history }) => (
        <span className="pair nodecpu">
          <span className="only-s faint">{t('nodes:cpuShort')}</span>
          <Sparkline
            values={history?.cpu ?? unread}
            label={t('overview:cpuOf', { node: inSentence(node.name) })}
            width={140}
          />
          <span className="val">
            <FigureText figure={node.cpu === null ? null : percentFigure(node.cpu)} />
          </span>
        </span>
      ),
    },
    {
      id: 'memory',
      head: t('nodes:memory'),
      priority: '2f',
      width: '12rem',
      cell: ({ node }) => {
        const fraction = share(node.memory, node.memoryMax)
        return (
          <span className="nodememory">
            <span className="only-s faint">{t('nodes:memory')}</span>
            <MeterPair
              fraction={fraction}
              tone={fraction !== null && fraction >= memoryFullFrom ? 'warn' : undefined}
              label={t('overview:memoryUsed', { node: inSentence(node.name) })}
            />
          </span>
        )
      },
    },
    {
      id: 'load',
      head: t('nodes:load'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => (node.load === null ? <span className="faint">?</span> : node.load.toFixed(2)),
    },
    {
      id: 'guests',
      head: t('nodes:guests'),
      priority: '3',
      align: 'end',
      cell: ({ running, all }) => (
        <span title={t('nodes:guestsWhy')}>
          {running === null ? '?' : formatCount(running)}{' '}
          <span className="faint">/ {all === null ? '?' : formatCount(all)}</span>
        </span>
      ),
    },
    {
      id: 'up',
      head: t('nodes:up'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => <UpFor since={node.startedAt} />,
    },
    {
      id: 'version',
      head: t('nodes:version'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => <Or value={node.version} />,
    },
    {
      id: 'votes',
      head: t('nodes:votes'),
      priority: '3',
      align: 'end',
      cell: ({ node }) => (node.ghost ? <span className="faint">–</span> : <Or value={node.votes} />),
    },
  ]
  return columns.map((column) => ({ ...column, sortBy: sorted }))
}

function Or({ value }: { value: string | number | null }) {
  if (value === null) return <span className="faint">?</span>
  return (
    <span className="dim">
      <Quote text={String(value)} max={24} />
    </span>
  )
}

/** Why a node is not well, where the lines below do not say it better. */
function reasonOf(node: NodeRow, t: T): string | null {
  if (node.ghost || node.stalledSince !== null || node.unknown === 'no-right') return null
  if (node.state === 'offline') return t('nodes:awayWhy')
  return nodeState(node, t).reason
}

/** The state, and below it the reason in words; on a phone also how many guests run. */
function StateCell({ node, running, all }: NodeLine) {
  const { t } = useSpeech()
  const lacksRight = node.unknown === 'no-right'
  const reason = reasonOf(node, t)
  return (
    <span className="nodestate">
      <NodeStateText node={node} />
      {reason !== null && <small>{reason}</small>}
      {node.ghost && <small>{t('nodes:ghostWhy')}</small>}
      {node.state === 'online' && node.stalledSince !== null && <Stalled since={node.stalledSince} />}
      {lacksRight && <small>{t('nodes:noFigures', { node: inSentence(node.name) })}</small>}
      <small className="only-s">
        {running !== null &&
          all !== null &&
          t('nodes:guestsOf', { running: formatCount(running), all: formatCount(all) })}
      </small>
    </span>
  )
}

function Stalled({ since }: { since: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return (
    <small>{t('nodes:stalledSince', { time: formatMoment(since, locale), age: formatAge(now - since, locale) })}</small>
  )
}
