import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { sayCell, sayFrame } from './say.ts'
import type { MapShape, Spot } from './shape.ts'

/** The line under the drawing that names what is looked at. Its place is always there, so that nothing jumps. */
export function MapReadout({ shape, spot }: { shape: MapShape; spot: Spot | null }) {
  const t = useT()
  const cluster = useClusterId()
  const frame = spot ? shape.frames[spot.frame] : undefined
  const cell = frame && spot && spot.cell !== null ? frame.cells[spot.cell] : undefined
  const guest = cell?.guests.length === 1 ? cell.guests[0] : undefined
  return (
    <div className={spot ? 'cmapline s on' : 'cmapline s'}>
      <p aria-live="polite">
        {cell && frame ? sayCell(cell, frame.node.name, t) : frame ? sayFrame(frame, t) : t('overview:mapHint')}
      </p>
      {guest && (
        <Link {...paths.guest(cluster, guest.id)} className="link">
          {t('overview:cellOpen')}
        </Link>
      )}
      {!guest && shape.perCell > 1 && <p className="faint">{t('overview:mapPacked', { count: shape.perCell })}</p>}
    </div>
  )
}
