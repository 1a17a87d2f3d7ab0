/**
 * Rounding with memory. A value that is drawn as "3 %" need not travel when it moves from 3.1 to 3.3: the shown value is
 * kept until the new one has left its neighbourhood. This keeps a busy minute small on the wire and calm on the screen.
 */

/** Keeps `shown` while `next` is within `band` of it, else rounds `next` to `step`. */
export function settle(
  shown: number | null | undefined,
  next: number | undefined,
  grid: { step: number; band: number },
): number | null {
  if (next === undefined || !Number.isFinite(next) || next < 0) return null
  if (shown !== null && shown !== undefined && Math.abs(next - shown) < grid.band) return shown
  // Divide and multiply by the inverse: 0.07 stays 0.07 and does not become 0.07000000000000001.
  const inverse = 1 / grid.step
  return Math.round(next * inverse) / inverse
}

const load = { step: 0.01, band: 0.012 }

/** A fraction 0..1, shown in whole percent. */
export const settleLoad = (shown: number | null | undefined, next: number | undefined) => settle(shown, next, load)

/** Bytes in use of `max` bytes, kept in steps of about half a percent of the maximum, at least 1 MiB. */
export function settleBytes(
  shown: number | null | undefined,
  next: number | undefined,
  max: number | undefined,
): number | null {
  const step = Math.max(1_048_576, Math.round((max ?? 0) / 200))
  return settle(shown, next, { step, band: step })
}

/** A rate in bytes per second, kept to one significant figure in steps of 1, 2 and 5; below 100 B/s it is 0. */
export function settleRate(shown: number | null | undefined, next: number | null): number | null {
  if (next === null) return null
  if (next < 100) return 0
  if (shown !== null && shown !== undefined && shown > 0 && next > shown * 0.5 && next < shown * 1.9) return shown
  const magnitude = 10 ** Math.floor(Math.log10(next))
  const lead = next / magnitude
  return Math.round((lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * magnitude)
}
