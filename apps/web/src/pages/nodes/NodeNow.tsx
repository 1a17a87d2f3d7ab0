import type { NodeRow } from '@steward/contracts'
import type { ReactNode } from 'react'
import { formatPercent, formatSize, percentFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { FigureText, Meter } from '../../ui/Meter.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { whyUnknown } from '../../facts/guest-state.ts'
import { share } from '../overview/troubles/nodes.ts'
import type { NodeParts } from './use-node-parts.ts'

/** The four figures one looks at first. The list's own values move with the picture; the node adds what only it tells. */
export function NodeNow({ node, parts }: { node: NodeRow; parts: NodeParts }) {
  const t = useT()
  // What an earlier answer told is not what holds now that the node does not answer any more.
  const told = parts.mayAsk && parts.status.error === null ? parts.status.data?.data : undefined
  const isOld = node.unknown !== null || node.stalledSince !== null
  const used = (is: number | null | undefined, max: number | null | undefined) =>
    is === null || is === undefined || !max ? '?' : t('node:usedOf', { used: formatSize(is), max: formatSize(max) })
  const swapMax = node.swapMax ?? told?.swap?.total ?? null
  const swapUsed = node.swapUsed ?? told?.swap?.used ?? null
  const ioWait = node.ioWait ?? told?.wait ?? null
  const cores = node.cpuMax ?? told?.cpuinfo?.cpus ?? null
  const load = told?.loadavg[0] ?? node.load
  const loadReason = parts.status.error ? 'read-failed' : 'not-read-yet'
  const model = node.cpuModel ?? told?.cpuinfo?.model ?? null
  return (
    <dl className={isOld ? 'readouts stale' : 'readouts'}>
      <Readout name={t('node:cpu')} fraction={node.cpu}>
        {cores !== null && <span>{t('node:cores', { count: cores })}</span>}
        {ioWait !== null && <span>{t('node:ioWait', { percent: formatPercent(ioWait) })}</span>}
        {model !== null && <Quote text={model} max={60} />}
      </Readout>
      <Readout name={t('node:memory')} fraction={share(node.memory, node.memoryMax)} warnFrom={0.95}>
        <span>{used(node.memory, node.memoryMax)}</span>
        {swapMax === 0 && <span>{t('node:noSwap')}</span>}
        {swapMax !== null && swapMax > 0 && (
          <span>
            {t('node:swap', { used: swapUsed === null ? '?' : formatSize(swapUsed), max: formatSize(swapMax) })}
          </span>
        )}
      </Readout>
      <Readout name={t('node:root')} fraction={share(node.rootUsed, node.rootMax)} warnFrom={0.9} tick={0.9}>
        <span>{used(node.rootUsed, node.rootMax)}</span>
      </Readout>
      <div>
        <dt title={t('node:loadHelp')}>{t('node:chartLoad')}</dt>
        <dd>
          <span className="big">{load === null ? <span className="faint">?</span> : load.toFixed(2)}</span>
        </dd>
        <dd className="say">
          {told ? (
            <span title={t('node:loadHelp')}>{loadWords(told.loadavg, t)}</span>
          ) : (
            (node.unknown !== null || load === null) && <Unknown why={whyUnknown(node.unknown ?? loadReason, t)} />
          )}
        </dd>
      </div>
    </dl>
  )
}

const loadWords = (load: readonly number[], t: ReturnType<typeof useT>): string => {
  const [one, five, fifteen] = [0, 1, 2].map((index) => load[index]?.toFixed(2) ?? '?')
  return t('node:load', { one: one ?? '?', five: five ?? '?', fifteen: fifteen ?? '?' })
}

type ReadoutProps = {
  name: string
  fraction: number | null
  warnFrom?: number
  tick?: number
  children: ReactNode
}

function Readout({ name, fraction, warnFrom, tick, children }: ReadoutProps) {
  const tone = warnFrom !== undefined && fraction !== null && fraction >= warnFrom ? 'warn' : undefined
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={tone ? 'big t-warn' : 'big'}>
          <FigureText figure={fraction === null ? null : percentFigure(fraction)} />
        </span>
      </dd>
      <dd className="nodemeter">
        <Meter fraction={fraction} tone={tone} label={name} {...(tick === undefined ? {} : { mark: tick })} />
      </dd>
      <dd className="say bits">{children}</dd>
    </div>
  )
}
