import type { NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useNodes } from '../../facts/use-facts.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { UpFor } from '../overview/NodesTable.tsx'

/** What runs on which node, side by side: nodes of one cluster should be alike. */
export function VersionsSection() {
  const t = useT()
  const cluster = useClusterId()
  const nodes = useNodes()
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  const rows = useMemo(() => sortRows(nodes.rows, ({ name }) => name, false), [nodes.rows])
  const versions = new Set(rows.flatMap(({ version }) => (version === null ? [] : [version])))
  const small = versions.size === 0 ? null : t(versions.size > 1 ? 'cluster:versionsDiffer' : 'cluster:versionsSame')
  return (
    <Sec label={t('cluster:versions')} small={small}>
      <FactsFrame facts={nodes}>
        <DataTable label={t('cluster:versions')} columns={columns} rows={rows} keyOf={({ id }) => id} />
      </FactsFrame>
    </Sec>
  )
}

const orUnknown = (text: string | null, max = 80) =>
  text === null ? <span className="faint">?</span> : <Quote text={text} max={max} />

function toColumns(t: T, cluster: string): Column<NodeRow>[] {
  return [
    {
      id: 'node',
      head: t('cluster:node'),
      width: '9rem',
      cell: ({ name }) => (
        <Link {...paths.node(cluster, name)}>
          <Quote text={name} max={63} />
        </Link>
      ),
    },
    { id: 'pve', head: 'PVE', priority: '2', cell: ({ version }) => orUnknown(version) },
    { id: 'kernel', head: t('cluster:kernel'), priority: '2f', cell: ({ kernel }) => orUnknown(kernel) },
    { id: 'cpu', head: t('cluster:processor'), priority: '3', cell: ({ cpuModel }) => orUnknown(cpuModel) },
    { id: 'address', head: t('cluster:address'), priority: '3', cell: ({ address }) => orUnknown(address) },
    {
      id: 'votes',
      head: t('cluster:votes'),
      priority: '3',
      align: 'end',
      cell: ({ votes }) => votes ?? <span className="faint">–</span>,
    },
    {
      id: 'up',
      head: t('cluster:upFor'),
      priority: '3',
      align: 'end',
      cell: ({ startedAt }) => <UpFor since={startedAt} />,
    },
  ]
}
