import type { StorageRow } from '@steward/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pve } from '../../api/pve.ts'
import { Chart } from '../../charts/Chart.tsx'
import { type Reading, toSpan, toTable } from '../../charts/series.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { formatSize } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { useAddress } from '../../routes/use-address.ts'
import { Sec } from '../../ui/Sec.tsx'
import { SpanPick, useChartTime } from '../nodes/NodeCharts.tsx'
import { inSentence } from '../overview/picture.ts'

export const storageRight = (storage: string) => ({
  privilege: 'Datastore.Audit',
  path: `/storage/${storage}`,
  role: 'PVEDatastoreUser',
})

const bytes = (value: number) => formatSize(value)
const tenMinutes = 600_000

/** PVE's own record of how full it was. It reads a file of the node, not the storage. */
export function StorageChart({ row }: { row: StorageRow }) {
  const t = useT()
  const cluster = useClusterId()
  const { search, change } = useAddress()
  // A storage fills over days, not minutes.
  const span = toSpan(search.span ?? 'month')
  const mayAsk = row.unknown !== 'node-offline'
  const history = useQuery({
    ...pve<Reading[]>()(
      cluster,
      'storageHistory',
      { node: row.node, storage: row.storage },
      { timeframe: span, cf: 'AVERAGE' },
    ),
    enabled: mayAsk,
    staleTime: tenMinutes,
    placeholderData: keepPreviousData,
  })
  const formatTime = useChartTime(span)
  const readings = history.data?.data
  const table = useMemo(() => toTable(readings ?? [], ['used']), [readings])
  if (!mayAsk) return null
  return (
    <Sec label={t('storage:chart')}>
      <div className="spanpick">
        <SpanPick span={span} onPick={(next) => change({ span: next })} />
      </div>
      <PveAnswer query={history} right={storageRight(row.storage)} node={inSentence(row.node)}>
        {(data) =>
          data.length === 0 ? (
            <p className="s dim">{t('node:noHistory')}</p>
          ) : (
            <Chart
              name={t('storage:chartUsed')}
              help={t('node:chartHelp', { name: t('storage:chartUsed') })}
              table={table}
              format={bytes}
              formatTime={formatTime}
              notRead={t('node:notRead')}
              max={row.max}
            />
          )
        }
      </PveAnswer>
    </Sec>
  )
}
