/** A timer that can be taken back. */
export interface Timer {
  readonly due: number
  readonly order: number
  readonly run: () => void
  cancelled: boolean
}

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order)

/**
 * The only clock of a world. Stamps are wall time plus what has been advanced; lengths of time are divided by `speed`.
 * `advance` runs every timer on the way at its own moment, so that a test can live through an hour in order.
 */
export class Scheduler {
  speed: number
  #offset = 0
  #frozenAt: number | undefined
  #heap: Timer[] = []
  #order = 0
  #wake: NodeJS.Timeout | undefined
  #stopped = false
  /** Time stands still and moves only when it is advanced. */
  readonly #held: boolean

  /** `begin`: the moment at which time stands still; left out: wall time. */
  constructor(speed: number, begin?: number) {
    this.speed = speed
    this.#held = begin !== undefined
    this.#frozenAt = begin
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#frozenAt ?? Date.now() + this.#offset
  }

  /** Whole seconds since the epoch, as PVE stamps things. */
  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  /** A length of simulated time in milliseconds of the clock. */
  span(seconds: number): number {
    return (seconds * 1000) / this.speed
  }

  after(seconds: number, run: () => void): Timer {
    const timer: Timer = { due: this.now() + this.span(seconds), order: (this.#order += 1), run, cancelled: false }
    this.#push(timer)
    this.#arm()
    return timer
  }

  sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(seconds, resolve)
    })
  }

  every(seconds: number, run: () => void, first = seconds): Timer {
    let current: Timer
    const handle: Timer = {
      due: 0,
      order: 0,
      run,
      get cancelled() {
        return current.cancelled
      },
      set cancelled(value: boolean) {
        current.cancelled = value
      },
    }
    const again = (): void => {
      current = this.after(seconds, again)
      run()
    }
    current = this.after(first, again)
    return handle
  }

  async advance(seconds: number): Promise<void> {
    const end = this.now() + seconds * 1000
    await settled()
    for (let next = this.#heap[0]; next && next.due <= end; next = this.#heap[0]) {
      this.#frozenAt = Math.max(next.due, this.now())
      this.#fire()
      await settled()
    }
    if (this.#held) {
      this.#frozenAt = Math.max(end, this.now())
      return
    }
    this.#frozenAt = undefined
    this.#offset = Math.max(this.#offset, end - Date.now())
    this.#arm()
  }

  stop(): void {
    this.#stopped = true
    this.#heap = []
    clearTimeout(this.#wake)
  }

  #arm(): void {
    clearTimeout(this.#wake)
    const next = this.#heap[0]
    if (!next || this.#stopped || this.#frozenAt !== undefined) return
    const wait = Math.min(Math.max(next.due - this.now(), 0), 2 ** 30)
    this.#wake = setTimeout(() => this.#run(), wait)
  }

  #run(): void {
    for (let next = this.#heap[0]; next && next.due <= this.now(); next = this.#heap[0]) this.#fire()
    this.#arm()
  }

  #fire(): void {
    const timer = this.#pop()
    if (timer && !timer.cancelled) timer.run()
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || !before(timer, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = timer
  }

  #pop(): Timer | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (top && last && heap.length > 0) sink(heap, last)
    return top
  }
}

function sink(heap: Timer[], timer: Timer): void {
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const child = right && left && before(right, left) ? 2 * at + 2 : 2 * at + 1
    const below = heap[child]
    if (!below || !before(below, timer)) break
    heap[at] = below
    at = child
  }
  heap[at] = timer
}

/** Everything that waited on the last timer has gone as far as it can. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
