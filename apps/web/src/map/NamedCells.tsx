import type { GuestRow } from '@steward/contracts'
import { guestState } from '../facts/guest-state.ts'
import { formatPercent } from '../format/numbers.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import type { T } from '../messages/i18n.ts'
import { guestName } from '../pages/overview/picture.ts'
import { fitText } from './fit-text.ts'
import { cellOrigin, type Frame } from './shape.ts'

/** Names and one fact beside each cell, where there is room for them. */
export function NamedCells({ frame }: { frame: Frame }) {
  const t = useT()
  const { grid } = frame
  const room = grid.stepX - grid.size - 16
  return frame.cells.map((cell, index) => {
    const [guest] = cell.guests
    if (!guest) return null
    const { x, y } = cellOrigin(grid, index)
    const left = x + grid.size + 9
    const quiet = cell.look === 'off' || cell.look === 'stopped' || cell.look === 'unknown'
    return (
      <g key={guest.id} aria-hidden="true">
        <text className={quiet ? 'gname dim' : 'gname'} x={left} y={y + 7}>
          {fitText(guestName(guest), room, 13)}
        </text>
        <text
          className={`gfact ${cell.look === 'critical' || cell.look === 'warn' ? cell.look : ''}`}
          x={left}
          y={y + 21}
        >
          {fitText(factOf(guest, t), room, 11.5)}
        </text>
      </g>
    )
  })
}

function factOf(guest: GuestRow, t: T): string {
  const words = guestState(guest, t)
  const runs = guest.state === 'running' && guest.unknown === null && guest.cpu !== null
  return `${guest.id} · ${runs && guest.cpu !== null ? formatPercent(guest.cpu) : words.word}`
}
