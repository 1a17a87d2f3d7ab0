import type { QuorumFacts, QuorumStep } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'

type Voter = { node: string | null; votes: number; present: boolean | null; fails?: QuorumStep; returns?: QuorumStep }

/** Everybody with a vote, and what happens when each of them goes or comes alone. */
export function VotersSection({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const cluster = useClusterId()
  const { expected, needed } = quorum
  const columns = useMemo(() => toColumns(t, cluster, expected), [t, cluster, expected])
  const voters = useMemo(() => votersOf(quorum), [quorum])
  const small = expected === null || needed === null ? null : t('quorum:votesSmall', { needed, total: expected })
  return (
    <Sec label={t('quorum:votes')} small={small}>
      {voters.length === 0 ? (
        <p className="s dim">{t('quorum:votesNone')}</p>
      ) : (
        <DataTable
          label={t('quorum:votes')}
          columns={columns}
          rows={voters}
          keyOf={({ node }) => (node === null ? 'qdevice' : `node ${node}`)}
          rowClass={({ present }) => (present === null ? 'is-unknown' : undefined)}
        />
      )}
    </Sec>
  )
}

function votersOf({ votes, qdevice, ifFails, ifReturns }: QuorumFacts): Voter[] {
  const withSteps = (voter: Voter): Voter => {
    const fails = ifFails.find(({ node }) => node === voter.node)
    const returns = ifReturns.find(({ node }) => node === voter.node)
    return { ...voter, ...(fails && { fails }), ...(returns && { returns }) }
  }
  const device: Voter[] = qdevice ? [{ node: null, votes: qdevice.votes, present: qdevice.state === 'Connected' }] : []
  return [...votes, ...device].map(withSteps)
}

function toColumns(t: T, cluster: string, total: number | null): Column<Voter>[] {
  return [
    {
      id: 'voter',
      head: t('quorum:voter'),
      width: '12rem',
      cell: ({ node }) =>
        node === null ? (
          t('quorum:qdevice')
        ) : (
          <Link {...paths.node(cluster, node)}>
            <Quote text={node} max={63} />
          </Link>
        ),
    },
    { id: 'votes', head: t('quorum:votesHeld'), priority: '3', width: '5rem', cell: ({ votes }) => votes },
    {
      id: 'now',
      head: t('quorum:presence'),
      priority: '2',
      width: '9rem',
      cell: (voter) => <Presence {...voter} t={t} />,
    },
    {
      id: 'then',
      head: t('quorum:outcome'),
      priority: '2f',
      cell: (voter) => <Then voter={voter} total={total ?? '?'} t={t} />,
    },
  ]
}

function Presence({ present, t }: { present: boolean | null; t: T }) {
  if (present === null)
    return (
      <State mark="unknown" tone="unknown">
        {t('quorum:presentUnknown')}
      </State>
    )
  if (present) return <State mark="run">{t('quorum:present')}</State>
  return (
    <State mark="critical" tone="critical">
      {t('quorum:gone')}
    </State>
  )
}

const looks = {
  on: { mark: 'ok', tone: 'plain' },
  stop: { mark: 'warn', tone: 'warn' },
  unknown: { mark: 'unknown', tone: 'unknown' },
} as const
const outcomeOf = ({ quorate }: QuorumStep) => (quorate === null ? 'unknown' : quorate ? 'on' : 'stop')

function Then({ voter, total, t }: { voter: Voter; total: number | string; t: T }) {
  const step = voter.fails ?? voter.returns
  // Without quorum there is nothing left that a failure could stop.
  if (!step && voter.present === true && voter.votes > 0) return <span className="faint">–</span>
  if (!step) return <span className="dim">{t(voter.votes === 0 ? 'quorum:then-noVote' : 'quorum:then-uncounted')}</span>
  const outcome = outcomeOf(step)
  return (
    <State {...looks[outcome]}>
      {t(`quorum:${voter.fails ? 'fails' : 'returns'}-${outcome}`, { votes: step.votes, total })}
    </State>
  )
}
