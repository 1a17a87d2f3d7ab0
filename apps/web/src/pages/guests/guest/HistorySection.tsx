import type { GuestRow } from '@steward/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { pve } from '../../../api/pve.ts'
import { Chart } from '../../../charts/Chart.tsx'
import { type Reading, type Span, spans, toSpan, toTable } from '../../../charts/series.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { formatPercent, formatSize, join, rateFigure } from '../../../format/numbers.ts'
import { formatClock, formatDay } from '../../../format/times.ts'
import { useSpeech, useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { Sec } from '../../../ui/Sec.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import { addressOf } from './use-guest.ts'

const minute = 60_000

export function HistorySection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const navigate = useNavigate()
  const search: { span?: string } = useSearch({ strict: false })
  const span = toSpan(search.span)
  const history = useQuery({
    ...pve<Reading[]>()(cluster, 'guestHistory', addressOf(guest), { timeframe: span, cf: 'AVERAGE' }),
    refetchInterval: span === 'hour' ? minute : 10 * minute,
    placeholderData: keepPreviousData,
  })
  const options = spans.map((value) => ({ value, label: t(`guest:span-${value}`) }))
  const choose = (next: Span) =>
    void navigate({ ...paths.guest(cluster, guest.id), search: { span: next }, replace: true, resetScroll: false })
  return (
    <Sec label={t('guest:charts')}>
      <div className="spans">
        <Segmented label={t('guest:span')} value={span} options={options} onChange={choose} />
      </div>
      <PvePart query={history} right={auditRight(guest.id)}>
        {(data) =>
          data.length === 0 ? (
            <p className="s dim">{t('guest:noHistory')}</p>
          ) : (
            <Charts readings={data} memoryMax={guest.memoryMax} span={span} />
          )
        }
      </PvePart>
    </Sec>
  )
}

const bytes = (value: number) => formatSize(value)
const rate = (value: number) => join(rateFigure(value))

function Charts({ readings, memoryMax, span }: { readings: Reading[]; memoryMax: number | null; span: Span }) {
  const { t, locale } = useSpeech()
  const tables = useMemo(
    () => ({
      cpu: toTable(readings, ['cpu']),
      memory: toTable(readings, ['mem']),
      disk: toTable(readings, ['diskread', 'diskwrite']),
      net: toTable(readings, ['netin', 'netout']),
    }),
    [readings],
  )
  const formatTime = useCallback(
    (time: number) =>
      span === 'hour' || span === 'day'
        ? formatClock(time)
        : span === 'week'
          ? `${formatDay(time, locale)} ${formatClock(time)}`
          : formatDay(time, locale),
    [span, locale],
  )
  const common = { formatTime, notRead: t('guest:notRead') }
  const named = (name: string) => ({ name, help: t('guest:chartHelp', { name }) })
  return (
    <div className="charts">
      <Chart {...common} {...named(t('guest:chartCpu'))} table={tables.cpu} format={formatPercent} max={1} />
      <Chart {...common} {...named(t('guest:chartMemory'))} table={tables.memory} format={bytes} max={memoryMax} />
      <Chart
        {...common}
        {...named(t('guest:chartDisk'))}
        table={tables.disk}
        lines={[t('guest:read'), t('guest:write')]}
        format={rate}
      />
      <Chart
        {...common}
        {...named(t('guest:chartNet'))}
        table={tables.net}
        lines={[t('guest:in'), t('guest:out')]}
        format={rate}
      />
    </div>
  )
}
