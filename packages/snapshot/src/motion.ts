/**
 * What must be remembered between two readings: when a guest or node was last seen to move.
 * PVE refreshes its figures every 10 s (pvestatd) and repeats the old ones in between, and for ever when that daemon hangs.
 * So rates are computed over the guest's own uptime, and figures that stand still are noticed.
 */
export type Motion = {
  uptime: number
  /** Unix seconds of the reading in which `uptime` last changed. */
  movedAt: number
  startedAt: number
  counters: Counters
  rates: Rates
}
export type Counters = { netIn: number; netOut: number; diskRead: number; diskWrite: number }
export type Rates = { [K in keyof Counters]: number | null }

const noRates: Rates = { netIn: null, netOut: null, diskRead: null, diskWrite: null }

/**
 * Follows one guest or node from reading to reading. `uptime` is in seconds.
 * The start time is the smallest one seen: a reading is up to 10 s old, so `now - uptime` only ever errs towards later.
 */
export function follow(before: Motion | undefined, uptime: number, counters: Counters, now: number): Motion {
  const fresh = now - uptime
  if (!before || uptime < before.uptime) {
    return { uptime, movedAt: now, startedAt: fresh, counters, rates: noRates }
  }
  if (uptime === before.uptime) return before
  const seconds = uptime - before.uptime
  return {
    uptime,
    movedAt: now,
    startedAt: Math.min(before.startedAt, fresh),
    counters,
    rates: {
      netIn: rate(before.counters.netIn, counters.netIn, seconds),
      netOut: rate(before.counters.netOut, counters.netOut, seconds),
      diskRead: rate(before.counters.diskRead, counters.diskRead, seconds),
      diskWrite: rate(before.counters.diskWrite, counters.diskWrite, seconds),
    },
  }
}

/** A counter that went down was reset (migration, restart of QEMU): no rate rather than a negative one. */
const rate = (from: number, to: number, seconds: number) => (to >= from ? (to - from) / seconds : null)
