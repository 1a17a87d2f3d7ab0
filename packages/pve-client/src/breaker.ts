/** How often an endpoint may fail at connection level before it is left alone. */
const failuresToPause = 2
const firstPauseMs = 5_000
const longestPauseMs = 60_000

export type BreakerState = 'untried' | 'ok' | 'failing' | 'paused' | 'trial'

/** Circuit breaker of one endpoint. Times are milliseconds of the clock that is passed in. */
export type Breaker = {
  state(now: number): BreakerState
  pausedUntil(): number | null
  /** Asks for leave to send. During a pause false; after it exactly one caller gets the trial. */
  admit(now: number): boolean
  succeeded(): void
  failed(now: number): void
  /** An attempt ended without telling anything about the endpoint (it was aborted): gives the trial back. */
  undecided(): void
}

/** A breaker that pauses after 2 failures in a row for 5 s, doubling to 60 s, with one trial at the end of each pause. */
export function createBreaker(): Breaker {
  let tried = false
  let failures = 0
  let pauseMs = 0
  let until: number | null = null
  let trial = false
  return {
    state(now) {
      if (trial) return 'trial'
      if (until !== null && now < until) return 'paused'
      if (failures > 0) return 'failing'
      return tried ? 'ok' : 'untried'
    },
    pausedUntil: () => until,
    admit(now) {
      if (until === null) return true
      if (now < until || trial) return false
      trial = true
      return true
    },
    succeeded() {
      tried = true
      failures = 0
      pauseMs = 0
      until = null
      trial = false
    },
    failed(now) {
      tried = true
      // Requests that were under way when the pause began say nothing new.
      if (until !== null && !trial) return
      failures += 1
      if (failures < failuresToPause) return
      pauseMs = pauseMs === 0 ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs)
      until = now + pauseMs
      trial = false
    },
    undecided() {
      trial = false
    },
  }
}
