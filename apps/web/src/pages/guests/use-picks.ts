import { useMemo, useState } from 'react'
import { inOrder, nothingSelected, toggle, toggleAll } from './selection.ts'
import type { GuestView } from './use-guest-view.ts'

/** Which guests are ticked. Kept while one filters and sorts; on a phone ticks are shown only in a mode of their own. */
export function usePicks({ rows, facts }: GuestView) {
  const [selection, setSelection] = useState(nothingSelected)
  const [selecting, setSelecting] = useState(false)
  const order = useMemo(() => rows.map(({ id }) => id), [rows])
  const { chosen, hidden } = useMemo(
    () =>
      selection.ids.size === 0
        ? { chosen: [], hidden: 0 }
        : inOrder(
            selection,
            order,
            facts.rows.map(({ id }) => id),
          ),
    [selection, order, facts.rows],
  )
  const picking = useMemo(
    () => ({
      selected: selection.ids,
      onPick: (id: string, range: boolean) => setSelection((held) => toggle(held, order, { id, range })),
      allSelected: order.length > 0 && order.every((id) => selection.ids.has(id)),
      onAll: () => setSelection((held) => toggleAll(held, order)),
    }),
    [selection, order],
  )
  const clear = () => setSelection(nothingSelected)
  return {
    picking,
    chosen,
    hidden,
    clear,
    selecting,
    setSelecting: (on: boolean) => {
      setSelecting(on)
      if (!on) clear()
    },
  }
}
export type Picks = ReturnType<typeof usePicks>
