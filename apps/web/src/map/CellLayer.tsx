import { memo, useMemo } from 'react'
import { drawCells } from './paths.ts'
import type { MapShape } from './shape.ts'

const looks = [
  'low',
  'mid',
  'high',
  'busy',
  'stopped',
  'off',
  'paused',
  'half',
  'unknown',
  'task',
  'lock',
  'warn',
  'critical',
  'slit',
] as const

/** All guests as a dozen paths. Pointers go through them to the frames. */
export const CellLayer = memo(function CellLayer({ shape }: { shape: MapShape }) {
  const drawn = useMemo(() => drawCells(shape), [shape])
  const tiny = (shape.frames[0]?.grid.size ?? 0) < 9
  return (
    <g className={tiny ? 'cells tiny' : 'cells'} aria-hidden="true">
      {looks.map((look) => drawn[look] !== '' && <path key={look} className={`cell ${look}`} d={drawn[look]} />)}
    </g>
  )
})
