/** The server's only source of time, so that tests can move it. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((done) => {
      if (signal?.aborted) return done()
      const finish = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', finish)
        done()
      }
      const timer = setTimeout(finish, ms)
      timer.unref()
      signal?.addEventListener('abort', finish, { once: true })
    }),
}

/** Unix seconds, the unit on the wire. */
export const seconds = (clock: Pick<Clock, 'now'>) => Math.floor(clock.now() / 1000)
