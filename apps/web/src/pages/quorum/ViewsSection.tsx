import type { QuorumFacts, QuorumView } from '@steward/contracts'
import { useMemo } from 'react'
import { formatClock } from '../../format/times.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'

/** One column for each node, as long as they fit; more nodes are told by who is missing. */
const columnsUpTo = 5

export function ViewsSection({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const names = useMemo(() => quorum.votes.map(({ node }) => node), [quorum.votes])
  const columns = useMemo(() => toColumns(names, t), [names, t])
  const views = useMemo(() => sortRows(quorum.views, ({ node }) => node, false), [quorum.views])
  return (
    <Sec label={t('quorum:believes')} small={t('quorum:believesSmall')}>
      {quorum.views.length === 0 ? (
        <p className="s dim">{t('quorum:noViews')}</p>
      ) : (
        <DataTable
          label={t('quorum:believes')}
          columns={columns}
          rows={views}
          keyOf={({ node }) => node}
          rowClass={({ quorate }) => (quorate === null ? 'is-unknown' : undefined)}
        />
      )}
    </Sec>
  )
}

function toColumns(names: readonly string[], t: T): Column<QuorumView>[] {
  return [
    { id: 'asked', head: t('quorum:asked'), width: '9rem', cell: ({ node }) => <Quote text={node} max={63} /> },
    ...(names.length <= columnsUpTo ? names.map((name) => nodeColumn(name, t)) : [countColumn(names, t)]),
    {
      id: 'missing',
      head: names.length <= columnsUpTo ? t('quorum:sees') : t('quorum:missing'),
      priority: '2f',
      cell: (view) => <Missing view={view} names={names} t={t} />,
    },
    { id: 'says', head: t('quorum:says'), priority: '2', cell: (view) => <Says view={view} t={t} /> },
    {
      id: 'read',
      head: t('quorum:readAt'),
      priority: '3',
      align: 'end',
      cell: ({ readAt }) => <span className="dim">{readAt === null ? '–' : formatClock(readAt, true)}</span>,
    },
  ]
}

const nodeColumn = (name: string, t: T): Column<QuorumView> => ({
  id: `sees ${name}`,
  head: name.slice(0, 24),
  priority: '3',
  cell: ({ node, online }) => {
    if (online === null) return <span className="faint">?</span>
    if (node === name) return <State mark="run">{t('quorum:itself')}</State>
    if (online.includes(name)) return <State mark="ok">{t('quorum:seen')}</State>
    return (
      <State mark="critical" tone="critical">
        {t('quorum:notHeard')}
      </State>
    )
  },
})

const countColumn = (names: readonly string[], t: T): Column<QuorumView> => ({
  id: 'count',
  head: t('quorum:sees'),
  priority: '3',
  cell: ({ online }) =>
    online === null ? (
      <span className="faint">?</span>
    ) : (
      t('quorum:seesCount', { seen: online.length, all: names.length })
    ),
})

function Missing({ view, names, t }: { view: QuorumView; names: readonly string[]; t: T }) {
  if (view.online === null)
    return (
      <State mark="unknown" tone="unknown">
        {t(`quorum:notAsked-${view.notAsked ?? 'failed'}`)}
      </State>
    )
  const missing = names.filter((name) => !view.online?.includes(name))
  const seen = t('quorum:seesCount', { seen: names.length - missing.length, all: names.length })
  if (names.length <= columnsUpTo || missing.length === 0) return <span className="dim">{seen}</span>
  return (
    <span className="t-critical">
      <Quote text={missing.join(', ')} max={200} />
    </span>
  )
}

function Says({ view, t }: { view: QuorumView; t: T }) {
  if (view.quorate === null) return <span className="faint">{t('notKnown')}</span>
  if (view.quorate) return t('quorum:saysQuorum')
  return <span className="t-critical mid">{t('quorum:saysNoQuorum')}</span>
}
