/** Per cent of a whole, not rounded; null when one of them is not known or the whole is nothing. */
export const percentOf = (part: number | null | undefined, whole: number | null | undefined): number | null =>
  typeof part === 'number' && typeof whole === 'number' && part >= 0 && whole > 0 ? (part * 100) / whole : null

/** Bytes as GiB with one digit. */
export const gib = (bytes: number) => Math.round((bytes / 1024 ** 3) * 10) / 10
/** Sorted: PVE gives its lists in another order each time, and a finding that only changes its order is not news. */
export const listed = (names: Iterable<string>) => [...names].toSorted().join(', ')
export const byName = <T>(items: readonly T[], nameOf: (item: T) => string) =>
  items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
