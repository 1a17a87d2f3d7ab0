export type Found = {
  key: string
  kind: 'page' | 'node' | 'guest' | 'storage' | 'action'
  name: string
  also: readonly string[]
}

const pageBonus = { page: 3, node: 2, guest: 1, storage: 0, action: -2 } as const

/** How well a text answers a wish; 0 = not at all. Exact before beginning before word before anywhere. */
function score(text: string, wish: string): number {
  const hay = text.toLowerCase()
  if (hay === wish) return 100
  if (hay.startsWith(wish)) return 80
  const at = hay.indexOf(wish)
  if (at < 0) return 0
  return /[\s\-_./]/.test(hay[at - 1] ?? '') ? 60 : 40
}

/** The best answers for all the words that were typed: every word must be found in the name or beside it. */
export function rank<Item extends Found>(items: readonly Item[], typed: string, limit = 12): Item[] {
  const wishes = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wishes.length === 0) return items.filter(({ kind }) => kind === 'page' || kind === 'node').slice(0, limit)
  const scored: { item: Item; points: number }[] = []
  for (const item of items) {
    let points = 0
    for (const wish of wishes) {
      // Beside the name stand id, tags and node; an id typed in full is as good as a name.
      const beside = Math.max(
        0,
        ...item.also.map((word) => (word.toLowerCase() === wish ? 90 : score(word, wish) * 0.5)),
      )
      const best = Math.max(score(item.name, wish), beside)
      if (best === 0) points = Number.NEGATIVE_INFINITY
      points += best
    }
    if (points > 0) scored.push({ item, points: points + pageBonus[item.kind] - item.name.length / 100 })
  }
  return scored
    .toSorted((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ item }) => item)
}
