import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { rootRight } from '../cluster/root-right.ts'
import { PvePart } from '../guests/guest/PvePart.tsx'
import { type ClusterNode, type LinkedNode, linksOf, redundancyOf } from './links.ts'
import { Remark } from './Remark.tsx'
import { listNames } from './names.ts'

type Totem = { config_version?: string | number; secauth?: string; link_mode?: string } | null

/** The addresses that the nodes use among themselves. It is what is configured: PVE's API tells nothing of their state. */
export function LinksSection() {
  const t = useT()
  const cluster = useClusterId()
  const nodes = useQuery({ ...pve<ClusterNode[]>()(cluster, 'clusterNodes', {}), staleTime: 60_000 })
  return (
    <Sec label={t('quorum:links')} small={t('quorum:linksSmall')}>
      <PvePart query={nodes} right={rootRight}>
        {(rows) => <Links rows={rows} />}
      </PvePart>
    </Sec>
  )
}

function Links({ rows }: { rows: readonly ClusterNode[] }) {
  const t = useT()
  const { nodes, numbers } = useMemo(() => linksOf(rows), [rows])
  const columns = useMemo(() => toColumns(numbers, t), [numbers, t])
  return (
    <div className="stack">
      <Redundant nodes={nodes} />
      {numbers.length > 0 && (
        <DataTable label={t('quorum:links')} columns={columns} rows={nodes} keyOf={({ node }) => node} />
      )}
      <TotemLines />
      <div className="s dim">
        {t('quorum:linksLook')}
        <CodeLine command="corosync-cfgtool -s" />
      </div>
    </div>
  )
}

function Redundant({ nodes }: { nodes: readonly LinkedNode[] }) {
  const t = useT()
  const redundancy = redundancyOf(nodes)
  switch (redundancy.kind) {
    case 'none':
      return (
        <Remark mark="unknown" tone="unknown">
          {t('quorum:linksNone')}
        </Remark>
      )
    case 'one':
      return <Remark mark="notice">{t('quorum:linksOne')}</Remark>
    case 'many':
      return <Remark mark="ok">{t('quorum:linksMany', { count: redundancy.count })}</Remark>
    case 'uneven':
      return <Remark mark="notice">{t('quorum:linksUneven', { names: listNames(redundancy.fewer) })}</Remark>
  }
}

function toColumns(numbers: readonly number[], t: T): Column<LinkedNode>[] {
  return [
    { id: 'node', head: t('cluster:node'), width: '12rem', cell: ({ node }) => <Quote text={node} max={63} /> },
    {
      id: 'id',
      head: t('quorum:nodeId'),
      width: '5rem',
      priority: '3',
      cell: ({ id }) => <Quote text={id} max={12} />,
    },
    ...numbers.map((number): Column<LinkedNode> => ({
      id: `link ${number}`,
      head: t('quorum:link', { number }),
      priority: number === 0 ? '2' : '2f',
      cell: ({ links }) => {
        const address = links.get(number)
        return address === undefined ? <span className="faint">–</span> : <Quote text={address} max={80} mono />
      },
    })),
  ]
}

function TotemLines() {
  const t = useT()
  const cluster = useClusterId()
  const totem = useQuery({ ...pve<Totem>()(cluster, 'clusterTotem', {}), staleTime: 60_000 })
  return (
    <PvePart query={totem} right={rootRight}>
      {(data) => {
        const lines = [
          { label: t('quorum:configVersion'), raw: 'config_version', text: data?.config_version },
          { label: t('quorum:encrypted'), raw: 'secauth', text: data?.secauth },
          { label: t('quorum:linkMode'), raw: 'link_mode', text: data?.link_mode },
        ]
        return (
          <KeyValues
            rows={lines.map(({ label, raw, text }) => ({
              label,
              raw,
              value: text === undefined ? <span className="faint">?</span> : <Quote text={String(text)} max={40} />,
            }))}
          />
        )
      }}
    </PvePart>
  )
}
