export const spans = ['hour', 'day', 'week', 'month', 'year'] as const
export type Span = (typeof spans)[number]
export const toSpan = (text: string | undefined): Span => spans.find((span) => span === text) ?? 'hour'

/** One reading as PVE keeps it: an absent key is a gap. */
export type Reading = Readonly<Partial<Record<string, number>>> & { readonly time: number }

/** Times and one list of values for each key, equally long; null where nothing was read. */
export type Table = { times: number[]; values: (number | null)[][] }

/**
 * Brings readings into columns. Missing keys become null; where whole readings are missing a row of nulls is put in, so
 * that no line is drawn across the hole.
 */
export function toTable(readings: readonly Reading[], keys: readonly string[]): Table {
  const sorted = withoutOpenEnd(
    readings.toSorted((a, b) => a.time - b.time),
    keys,
  )
  const step = usualStep(sorted)
  const table: Table = { times: [], values: keys.map(() => []) }
  const push = (time: number, reading: Reading | null) => {
    table.times.push(time)
    for (const [index, key] of keys.entries()) table.values[index]?.push(valueOf(reading, key))
  }
  let last: number | null = null
  for (const reading of sorted) {
    if (last !== null && step > 0 && reading.time - last > step * 1.5) push(last + step, null)
    push(reading.time, reading)
    last = reading.time
  }
  return table
}

// PVE opens the newest row before it has its values. One or two empty rows at the end are that, and not a gap.
const openRows = 2

function withoutOpenEnd(sorted: readonly Reading[], keys: readonly string[]): readonly Reading[] {
  const last = sorted.findLastIndex((reading) => keys.some((key) => valueOf(reading, key) !== null))
  return last >= 0 && sorted.length - 1 - last <= openRows ? sorted.slice(0, last + 1) : sorted
}

const valueOf = (reading: Reading | null, key: string): number | null => {
  const value = reading?.[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The most frequent distance between two readings. */
function usualStep(sorted: readonly Reading[]): number {
  const counts = new Map<number, number>()
  for (const [index, reading] of sorted.entries()) {
    const before = sorted[index - 1]
    if (!before) continue
    const distance = reading.time - before.time
    counts.set(distance, (counts.get(distance) ?? 0) + 1)
  }
  let usual = 0
  let most = 0
  for (const [distance, count] of counts) if (count > most) [usual, most] = [distance, count]
  return usual
}

/** Runs of rows in which nothing was read, as pairs of times. */
export function gapsOf({ times, values }: Table): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let from: number | null = null
  for (const [index, time] of times.entries()) {
    const isRead = values.some((column) => column[index] !== null)
    if (!isRead) from ??= times[index - 1] ?? time
    else if (from !== null) {
      gaps.push({ from, to: time })
      from = null
    }
  }
  const end = times.at(-1)
  if (from !== null && end !== undefined) gaps.push({ from, to: end })
  return gaps
}
