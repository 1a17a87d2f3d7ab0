import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { nodeState } from '../facts/node-state.ts'
import { formatCount } from '../format/numbers.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { inSentence } from '../pages/overview/picture.ts'
import { paths } from '../routes/paths.ts'
import { Mark } from '../ui/Mark.tsx'
import { fitText } from './fit-text.ts'
import { NamedCells } from './NamedCells.tsx'
import { isGone } from './ground.ts'
import { memoryShare, percentOrUnknown, sayFrame, sayNode } from './say.ts'
import type { Detail, Frame } from './shape.ts'
import { Tank, TankBar } from './Tank.tsx'

type Props = { frame: Frame; detail: Detail; onKey: (event: KeyboardEvent) => void; onFocus: () => void }

export function FrameDrawing({ frame, detail, onKey, onFocus }: Props) {
  const t = useT()
  const cluster = useClusterId()
  const { node, x, y, width, height } = frame
  const gone = isGone(frame)
  const look = gone ? 'gone' : node.state !== 'online' ? 'dim' : node.maintenance ? 'kept' : ''
  return (
    <>
      <g className={`frame ${look}`} aria-hidden="true">
        <path className="wallout" d={`M${x} ${y + height}V${y}H${x + width}V${y + height}`} />
        {gone && <rect className="hatched" x={x} y={y} width={width} height={height} />}
        {!gone && (
          <>
            <Wall x={x} frame={frame} fraction={node.cpu} />
            <Wall x={x + width - frame.wall} frame={frame} fraction={memoryShare(node)} />
          </>
        )}
        <Votes frame={frame} />
        {detail === 'named' ? <NamedHead frame={frame} /> : <FootLabel frame={frame} />}
        {detail === 'named' && <NamedCells frame={frame} />}
        {detail === 'named' &&
          frame.tanks.map((storage, index) => (
            <Tank key={storage.id} storage={storage} x={x} y={y + height + 10 + index * 30} width={width} />
          ))}
      </g>
      {/* The link lies over the drawing and says all of it in a sentence; the drawing's own words would be read twice. */}
      <Link
        {...paths.node(cluster, node.name)}
        className="framelink"
        aria-label={sayFrame(frame, t)}
        aria-description={frame.cells.length > 0 ? t('overview:frameArrows') : undefined}
        onKeyDown={onKey}
        onFocus={onFocus}
        preload={false}
      >
        <rect
          className="hit"
          x={x - 3}
          y={y - 9}
          width={width + 6}
          height={height + (detail === 'named' ? 14 : 44)}
          rx="3"
        />
      </Link>
    </>
  )
}

/** A side wall is a gauge, filled from the ground. */
function Wall({ x, frame, fraction }: { x: number; frame: Frame; fraction: number | null }) {
  const { y, height, wall } = frame
  if (fraction === null || frame.node.stalledSince !== null)
    return <rect className="gauge none" x={x} y={y} width={wall} height={height} />
  const filled = height * Math.max(0, Math.min(1, fraction))
  const tone = fraction >= 0.97 ? 'critical' : fraction >= 0.9 ? 'warn' : ''
  return (
    <>
      <rect className="bed" x={x} y={y} width={wall} height={height} />
      <rect className={`gauge ${tone}`} x={x} y={y + height - filled} width={wall} height={filled} />
    </>
  )
}

function Votes({ frame }: { frame: Frame }) {
  if (frame.votes === 0) return null
  const count = Math.min(3, frame.votes)
  const radius = frame.width > 200 ? 4.5 : 3.25
  const look = frame.present === null ? 'unk' : frame.present ? '' : 'gone'
  const first = frame.x + frame.width / 2 - ((count - 1) * radius * 2.6) / 2
  return Array.from({ length: count }, (_, index) => (
    <circle key={index} className={`vote ${look}`} cx={first + index * radius * 2.6} cy={frame.y} r={radius} />
  ))
}

function useHeadMark(frame: Frame) {
  const t = useT()
  const words = nodeState(frame.node, t)
  const looks = new Set(frame.cells.map((cell) => cell.look))
  if (words.mark !== 'ok') return words.mark
  const mark = looks.has('critical') ? ('critical' as const) : looks.has('warn') ? ('warn' as const) : null
  return mark
}

function NamedHead({ frame }: { frame: Frame }) {
  const t = useT()
  const { node, x, y, width, wall } = frame
  const mark = useHeadMark(frame)
  const left = x + wall + 12
  const fact =
    node.state === 'online'
      ? t('overview:frameLoad', {
          cpu: percentOrUnknown(node.cpu, t),
          memory: percentOrUnknown(memoryShare(node), t),
        })
      : sayNode(frame, t)
  const room = width - wall * 2 - 24
  const name = fitText(inSentence(node.name, 40), room * 0.45, 15)
  return (
    <>
      {mark && (
        <g transform={`translate(${left} ${y + 15.5})`}>
          <Mark name={mark} />
        </g>
      )}
      <text className="nname" x={left + (mark ? 18 : 0)} y={y + 26}>
        {name}
      </text>
      <text className="nfact" x={x + width - wall - 12} y={y + 26} textAnchor="end">
        {fitText(fact, room * 0.62, 12)}
      </text>
    </>
  )
}

function FootLabel({ frame }: { frame: Frame }) {
  const { node, x, y, width, height } = frame
  const mark = useHeadMark(frame)
  const fullest = frame.tanks[0]
  const line = y + height + 24
  const gone = node.state !== 'online'
  const count = gone ? '' : frame.hidden ? '?' : formatCount(frame.guests.length)
  return (
    <>
      {fullest && <TankBar storage={fullest} x={x} y={y + height + 4} width={width} height={3} />}
      {mark && (
        <g transform={`translate(${x} ${line - 10})`}>
          <Mark name={mark} size={11} />
        </g>
      )}
      <text className="nname small" x={x + (mark ? 15 : 0)} y={line}>
        {fitText(inSentence(node.name, 40), width - (mark ? 15 : 0) - count.length * 7 - 4, 12)}
      </text>
      {count !== '' && (
        <text className="nfact" x={x + width} y={line} textAnchor="end">
          {count}
        </text>
      )}
    </>
  )
}
