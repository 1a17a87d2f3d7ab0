import { noise } from '../sim/random.ts'
import type { Scheduler, Timer } from '../sim/scheduler.ts'
import type { Flock } from './flock.ts'
import { Interrupt, type Task, type Worker } from './task.ts'

/** A worker process. `kill` ends it where it waits; `vanish` leaves it standing there for ever, as SIGKILL does. */
export class Process implements Worker {
  readonly task: Task
  warnings = 0
  readonly #scheduler: Scheduler
  readonly #locks = new Set<Flock>()
  #pending: { timer: Timer | undefined; reject: (reason: Error) => void } | undefined
  #gone = false

  constructor(task: Task, scheduler: Scheduler) {
    this.task = task
    this.#scheduler = scheduler
  }

  get gone(): boolean {
    return this.#gone
  }

  log(line: string): void {
    if (!this.#gone) this.task.log.push(line)
  }

  warn(line: string): void {
    this.warnings += 1
    this.log(`WARN: ${line}`)
  }

  sleep(seconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#scheduler.after(seconds, () => {
        this.#pending = undefined
        if (!this.#gone) resolve()
      })
      this.#pending = { timer, reject }
    })
  }

  async until(holds: () => boolean, seconds: number): Promise<boolean> {
    for (let left = seconds; !holds(); left -= 1) {
      if (left <= 0) return false
      await this.sleep(Math.min(1, left))
    }
    return true
  }

  forever(): Promise<never> {
    return new Promise((_, reject) => {
      this.#pending = { timer: undefined, reject }
    })
  }

  async lock(flock: Flock, file: string, seconds = 10): Promise<void> {
    if (!flock.tryTake(this)) {
      this.log('trying to acquire lock...')
      await this.#wait(flock, file, seconds)
      this.log(' OK')
    }
    this.#locks.add(flock)
  }

  unlock(flock: Flock): void {
    this.#locks.delete(flock)
    flock.release(this)
  }

  kill(reason: Error): void {
    const pending = this.#pending
    this.#pending = undefined
    if (pending?.timer) pending.timer.cancelled = true
    pending?.reject(reason)
  }

  /** Frees what the kernel frees. The body never goes on, so nothing that it would have tidied up is tidied. */
  vanish(): void {
    this.#gone = true
    if (this.#pending?.timer) this.#pending.timer.cancelled = true
    this.#pending = undefined
    this.releaseAll()
  }

  releaseAll(): void {
    for (const flock of this.#locks) flock.forget(this)
    this.#locks.clear()
  }

  #wait(flock: Flock, file: string, seconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending = { timer: undefined, reject: (reason) => (flock.forget(this), reject(reason)) }
      void flock.take(this, seconds, this.#scheduler).then((got) => {
        this.#pending = undefined
        if (this.#gone) flock.forget(this)
        else if (got) resolve()
        else reject(new Error(`can't lock file '${file}' - got timeout`))
      })
    })
  }
}

/** Process ids rise and never look tidy. */
export const nextPid = (before: number): number => before + 1 + Math.floor(noise(before, 7) * 30)

export const isInterrupt = (error: unknown): boolean => error instanceof Interrupt
