/** Guests that are ticked, by id, and the one that a range starts from. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null }
export const nothingSelected: Selection = { ids: new Set(), anchor: null }

/** Ticks or unticks one; with `range` everything between the last one and this one follows it. */
export function toggle(
  { ids, anchor }: Selection,
  order: readonly string[],
  { id, range }: { id: string; range: boolean },
): Selection {
  const on = !ids.has(id)
  const from = anchor === null ? -1 : order.indexOf(anchor)
  const to = order.indexOf(id)
  const touched = range && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
  const next = new Set(ids)
  for (const one of touched) {
    if (on) next.add(one)
    else next.delete(one)
  }
  return { ids: next, anchor: id }
}

/** All that are shown, or none of them when all are ticked already. */
export function toggleAll({ ids }: Selection, shown: readonly string[]): Selection {
  const next = new Set(ids)
  const all = shown.every((id) => ids.has(id))
  for (const id of shown) {
    if (all) next.delete(id)
    else next.add(id)
  }
  return { ids: next, anchor: null }
}

/** In the order of the list; what was ticked and is filtered away now comes last, what is gone is left out. */
export function inOrder(
  { ids }: Selection,
  shown: readonly string[],
  all: readonly string[],
): { chosen: string[]; hidden: number } {
  const visible = shown.filter((id) => ids.has(id))
  const seen = new Set(visible)
  const hidden = all.filter((id) => ids.has(id) && !seen.has(id))
  return { chosen: [...visible, ...hidden], hidden: hidden.length }
}
