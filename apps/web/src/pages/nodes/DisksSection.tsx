import { useMemo } from 'react'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { formatPercent, sizeFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { FigureText } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { type NodeParts, rootRight } from './use-node-parts.ts'
import type { WireDisk } from './wire.ts'
import { isFailing } from './worst.ts'

export function DisksSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  const columns = useMemo(() => toColumns(t), [t])
  return (
    <Sec label={t('node:disks')}>
      <PveAnswer query={parts.disks} right={rootRight} node={node}>
        {(disks) =>
          disks.length === 0 ? (
            <p className="s dim">{t('node:disksNone')}</p>
          ) : (
            <>
              <DataTable label={t('node:disks')} columns={columns} rows={disks} keyOf={({ devpath }) => devpath} />
              {disks.some(isUnread) && <p className="xs faint tablefoot">{t('node:healthUnreadWhy')}</p>}
            </>
          )
        }
      </PveAnswer>
    </Sec>
  )
}

const isUnread = ({ health }: WireDisk) => health === undefined || /^unknown$/i.test(health)

function Health({ disk, t }: { disk: WireDisk; t: T }) {
  if (isUnread(disk))
    return (
      <State mark="unknown" tone="unknown">
        {t('node:healthUnread')}
      </State>
    )
  const isFine = !isFailing(disk.health)
  return (
    <State mark={isFine ? 'ok' : 'critical'} tone={isFine ? 'plain' : 'critical'}>
      {t(isFine ? 'node:healthOk' : 'node:healthBad')}{' '}
      <span className="mono xs faint">
        <Quote text={disk.health ?? ''} max={24} />
      </span>
    </State>
  )
}

/** PVE gives what is left, not what is worn. */
function Wear({ disk, t }: { disk: WireDisk; t: T }) {
  const left = typeof disk.wearout === 'number' ? disk.wearout : Number.NaN
  if (!Number.isFinite(left)) return <span className="faint">{isUnread(disk) ? '?' : t('node:wearNone')}</span>
  const said = t('node:wearLeft', { percent: formatPercent(Math.max(0, left) / 100) })
  if (left > 10) return said
  return (
    <State mark={left <= 3 ? 'critical' : 'warn'} tone={left <= 3 ? 'critical' : 'warn'}>
      {said}
    </State>
  )
}

const toColumns = (t: T): Column<WireDisk>[] => [
  {
    id: 'disk',
    head: t('node:disk'),
    width: '18rem',
    cell: ({ devpath, model }) => (
      <>
        <Quote text={devpath} max={40} mono />{' '}
        <span className="plain dim">
          {model !== undefined && model !== 'unknown' && <Quote text={model} max={50} />}
        </span>
      </>
    ),
  },
  {
    id: 'health',
    head: t('node:health'),
    priority: '2',
    width: '12rem',
    cell: (disk) => <Health disk={disk} t={t} />,
  },
  { id: 'wear', head: t('node:wear'), priority: '2f', cell: (disk) => <Wear disk={disk} t={t} /> },
  {
    id: 'kind',
    head: t('node:kind'),
    priority: '3',
    cell: ({ type }) => (type === undefined || type === 'unknown' ? '?' : <Quote text={type.toUpperCase()} max={12} />),
  },
  {
    id: 'used',
    head: t('node:usedAs'),
    priority: '3',
    cell: ({ used }) => (used === undefined ? <span className="faint">–</span> : <Quote text={used} max={30} />),
  },
  {
    id: 'serial',
    head: t('node:serial'),
    priority: '3',
    cell: ({ serial }) =>
      serial === undefined || serial === 'unknown' ? (
        <span className="faint">?</span>
      ) : (
        <span className="mono xs dim">
          <Quote text={serial} max={40} />
        </span>
      ),
  },
  {
    id: 'size',
    head: t('node:size'),
    priority: '3',
    align: 'end',
    cell: ({ size }) => <FigureText figure={size === undefined ? null : sizeFigure(size)} />,
  },
]
