/** Counts requests of the last minute, and says whether there is room for one that can wait. */
export type Budget = {
  perMinute: number
  note(atMs: number): void
  lastMinute(nowMs: number): number
  hasRoom(nowMs: number): boolean
  /** How many such requests fit in now. */
  room(nowMs: number): number
}

/** A fifth of the budget is kept for people who click. */
const shareOfReaders = 0.8

export function createBudget(perMinute: number): Budget {
  let stamps: number[] = []
  const trim = (nowMs: number) => {
    const from = nowMs - 60_000
    let drop = 0
    while (drop < stamps.length && (stamps[drop] ?? 0) <= from) drop += 1
    if (drop > 0) stamps = stamps.slice(drop)
  }
  const budget: Budget = {
    perMinute,
    note: (atMs) => void stamps.push(atMs),
    lastMinute(nowMs) {
      trim(nowMs)
      return stamps.length
    },
    hasRoom: (nowMs) => budget.room(nowMs) > 0,
    room(nowMs) {
      trim(nowMs)
      return Math.max(0, Math.ceil(budget.perMinute * shareOfReaders) - stamps.length)
    },
  }
  return budget
}
