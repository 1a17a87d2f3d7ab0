import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import type { Picture } from '../pages/overview/picture.ts'
import { paths } from '../routes/paths.ts'
import { CellLayer } from './CellLayer.tsx'
import { FrameDrawing } from './FrameDrawing.tsx'
import { layOut } from './layout.ts'
import { MapReadout } from './MapReadout.tsx'
import { cellOrigin, type MapShape, type Spot, spotAt } from './shape.ts'
import { Tank } from './Tank.tsx'

type Props = { picture: Picture; busy: ReadonlySet<string>; width: number }

export function ClusterMap({ picture, busy, width }: Props) {
  const t = useT()
  const { nodes, guests, storages, cluster } = picture
  const { quorum } = cluster
  const shape = useMemo(
    () => layOut({ nodes, guests, storages, quorum, busy, width }),
    [nodes, guests, storages, quorum, busy, width],
  )
  const { spot, handlers, onFrameKey, onFrameFocus } = useSpots(shape)
  return (
    <>
      <svg
        className={`cmap ${shape.detail}`}
        width={shape.width}
        height={shape.height}
        viewBox={`0 0 ${shape.width} ${shape.height}`}
        role="group"
        aria-label={t('overview:mapLabel')}
        {...handlers}
      >
        {shape.frames.map((frame, index) => (
          <FrameDrawing
            key={frame.node.id}
            frame={frame}
            detail={shape.detail}
            onKey={(event) => onFrameKey(event, index)}
            onFocus={() => onFrameFocus(index)}
          />
        ))}
        {shape.grounds.map(({ from, to, y, gone }) => (
          <path key={`${from} ${y}`} className={gone ? 'ground gone' : 'ground'} d={`M${from} ${y}H${to}`} />
        ))}
        <CellLayer shape={shape} />
        {shape.shared.map((storage, index) => (
          <Tank key={storage.id} storage={storage} {...sharedPlace(shape, index)} />
        ))}
        <Highlight shape={shape} spot={spot} />
      </svg>
      <MapReadout shape={shape} spot={spot} />
    </>
  )
}

function sharedPlace(shape: MapShape, index: number) {
  const perLine = shape.width > 700 ? 2 : 1
  const gap = 28
  const width = (shape.width - gap * (perLine - 1)) / perLine
  return { x: (index % perLine) * (width + gap), y: shape.sharedTop + Math.floor(index / perLine) * 30, width }
}

function Highlight({ shape, spot }: { shape: MapShape; spot: Spot | null }) {
  const frame = spot && shape.frames[spot.frame]
  if (!frame || spot.cell === null) return null
  const { x, y } = cellOrigin(frame.grid, spot.cell)
  const { size } = frame.grid
  return <rect className="spot" x={x - 2.5} y={y - 2.5} width={size + 5} height={size + 5} rx="1.5" />
}

/** Which cell is looked at: by mouse, finger or keyboard. */
function useSpots(shape: MapShape) {
  const cluster = useClusterId()
  const navigate = useNavigate()
  const [held, setSpot] = useState<Spot | null>(null)
  const byFinger = useRef(false)
  // Guests come and go between two readings: a spot that no longer exists is none.
  const frame = held && shape.frames[held.frame]
  const spot = frame && (held.cell === null || held.cell < frame.cells.length) ? held : null
  const at = (event: MouseEvent<SVGSVGElement>): Spot | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return spotAt(shape, event.clientX - box.left, event.clientY - box.top)
  }
  const guestAt = (of: Spot | null) => {
    const cell = of && of.cell !== null ? shape.frames[of.frame]?.cells[of.cell] : undefined
    return cell?.guests.length === 1 ? cell.guests[0] : undefined
  }
  const handlers = {
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (event.pointerType === 'touch') return
      const next = at(event)
      if (next?.frame !== spot?.frame || next?.cell !== spot?.cell) setSpot(next)
    },
    onPointerLeave: (event: PointerEvent<SVGSVGElement>) => event.pointerType !== 'touch' && setSpot(null),
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      byFinger.current = event.pointerType === 'touch'
    },
    onClickCapture: (event: MouseEvent<SVGSVGElement>) => {
      const hit = at(event)
      // A keyboard's Enter arrives as a click without a place.
      if (hit === null || hit.cell === null || event.detail === 0 || event.metaKey || event.ctrlKey) return
      event.preventDefault()
      event.stopPropagation()
      const guest = guestAt(hit)
      // A finger covers what it touches: the first tap only names it, the way on stands in the line below.
      if (byFinger.current || !guest) setSpot(hit)
      else void navigate(paths.guest(cluster, guest.id))
    },
  }
  const onFrameKey = (event: KeyboardEvent, index: number) => {
    const grid = shape.frames[index]?.grid
    const count = shape.frames[index]?.cells.length ?? 0
    if (!grid || count === 0) return
    const cell = spot?.frame === index ? spot.cell : null
    const guest = guestAt(cell === null ? null : { frame: index, cell })
    if (event.key === 'Enter' && guest) {
      event.preventDefault()
      void navigate(paths.guest(cluster, guest.id))
      return
    }
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: grid.cols, ArrowUp: -grid.cols }
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1]
    if (step === undefined) return
    event.preventDefault()
    const next = cell === null ? 0 : Math.max(0, Math.min(count - 1, cell + step))
    setSpot({ frame: index, cell: next })
  }
  const onFrameFocus = (index: number) => setSpot({ frame: index, cell: null })
  return { spot, handlers, onFrameKey, onFrameFocus }
}
