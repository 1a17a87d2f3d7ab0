import { percentFigure } from '../format/numbers.ts'
import { inSentence } from '../pages/overview/picture.ts'
import type { FoldedStorage } from '../pages/overview/storages.ts'
import { toneOf } from '../pages/overview/StoragesTable.tsx'
import { fitText } from './fit-text.ts'

type Props = { storage: FoldedStorage; x: number; y: number; width: number }

/** A storage under the frames: name, fill, a tick at the threshold. */
export function Tank({ storage, x, y, width }: Props) {
  const { fraction } = storage
  const said = fraction === null ? '?' : `${percentFigure(fraction).value} %`
  return (
    <g className={`tank ${toneOf(fraction) ?? ''}`} aria-hidden="true">
      <text className="tname" x={x} y={y + 12}>
        {fitText(inSentence(storage.storage), width - 48, 12)}
      </text>
      <text className="tfact" x={x + width} y={y + 12} textAnchor="end">
        {said}
      </text>
      <TankBar {...{ storage, x, y: y + 18, width, height: 4 }} />
    </g>
  )
}

export function TankBar({ storage, x, y, width, height }: Props & { height: number }) {
  const { fraction } = storage
  if (fraction === null) return <rect className="fill none" x={x} y={y} width={width} height={height} />
  return (
    <g className={`tank ${toneOf(fraction) ?? ''}`}>
      <rect className="bed" x={x} y={y} width={width} height={height} />
      <rect className="fill" x={x} y={y} width={width * Math.min(1, fraction)} height={height} />
      {height > 3 && <path className="tick" d={`M${x + width * 0.9} ${y - 2}v${height + 4}`} />}
    </g>
  )
}
