import type { NodeRow } from '@steward/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { pve } from '../../api/pve.ts'
import { Chart } from '../../charts/Chart.tsx'
import { type Reading, type Span, spans, toSpan, toTable } from '../../charts/series.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { formatPercent, formatSize, join, rateFigure } from '../../format/numbers.ts'
import { formatClock, formatDay } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { useAddress } from '../../routes/use-address.ts'
import { Sec } from '../../ui/Sec.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { inSentence } from '../overview/picture.ts'
import { nodeRight } from './use-node-parts.ts'

const minute = 60_000

export function NodeCharts({ node }: { node: NodeRow }) {
  const t = useT()
  const cluster = useClusterId()
  const { search, change } = useAddress()
  const span = toSpan(search.span)
  const history = useQuery({
    ...pve<Reading[]>()(cluster, 'nodeHistory', { node: node.name }, { timeframe: span, cf: 'AVERAGE' }),
    refetchInterval: ({ state }) => (state.error !== null ? false : span === 'hour' ? minute : 10 * minute),
    placeholderData: keepPreviousData,
  })
  return (
    <Sec label={t('node:charts')}>
      <div className="spanpick">
        <SpanPick span={span} onPick={(next) => change({ span: next })} />
      </div>
      <PveAnswer query={history} right={nodeRight(node.name)} node={inSentence(node.name)}>
        {(data) =>
          data.length === 0 ? (
            <p className="s dim">{t('node:noHistory')}</p>
          ) : (
            <Charts readings={data} memoryMax={node.memoryMax} span={span} />
          )
        }
      </PveAnswer>
    </Sec>
  )
}

export function SpanPick({ span, onPick }: { span: Span; onPick: (span: Span) => void }) {
  const t = useT()
  const options = spans.map((value) => ({ value, label: t(`node:span-${value}`) }))
  return <Segmented label={t('node:span')} value={span} options={options} onChange={onPick} />
}

/** The clock for short spans, the day for long ones. */
export function useChartTime(span: Span): (time: number) => string {
  const { locale } = useSpeech()
  return useCallback(
    (time: number) => {
      if (span === 'hour' || span === 'day') return formatClock(time)
      return span === 'week' ? `${formatDay(time, locale)} ${formatClock(time)}` : formatDay(time, locale)
    },
    [span, locale],
  )
}

const bytes = (value: number) => formatSize(value)
const rate = (value: number) => join(rateFigure(value))
const plain = (value: number) => value.toFixed(2)

function Charts({ readings, memoryMax, span }: { readings: Reading[]; memoryMax: number | null; span: Span }) {
  const t = useT()
  const tables = useMemo(
    () => ({
      cpu: toTable(readings, ['cpu']),
      wait: toTable(readings, ['iowait']),
      load: toTable(readings, ['loadavg']),
      memory: toTable(readings, ['memused']),
      net: toTable(readings, ['netin', 'netout']),
    }),
    [readings],
  )
  const common = { formatTime: useChartTime(span), notRead: t('node:notRead') }
  const named = (name: string) => ({ name, help: t('node:chartHelp', { name }) })
  return (
    <div className="charts">
      <Chart {...common} {...named(t('node:cpu'))} table={tables.cpu} format={formatPercent} max={1} />
      <Chart {...common} {...named(t('node:memory'))} table={tables.memory} format={bytes} max={memoryMax} />
      <Chart {...common} {...named(t('node:chartIo'))} table={tables.wait} format={formatPercent} max={1} />
      <Chart {...common} {...named(t('node:chartLoad'))} table={tables.load} format={plain} />
      <Chart
        {...common}
        {...named(t('node:chartNet'))}
        table={tables.net}
        lines={[t('node:in'), t('node:out')]}
        format={rate}
      />
    </div>
  )
}
