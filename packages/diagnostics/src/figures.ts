/** Per cent of a whole, not rounded; null when one of them is not known or the whole is nothing. */
export const percentOf = (part: number | null | undefined, whole: number | null | undefined): number | null =>
  typeof part === 'number' && typeof whole === 'number' && part >= 0 && whole > 0 ? (part * 100) / whole : null

/** Bytes as GiB with one digit. */
export const gib = (bytes: number) => Math.round((bytes / 1024 ** 3) * 10) / 10
export const listed = (names: Iterable<string>) => [...names].join(', ')
