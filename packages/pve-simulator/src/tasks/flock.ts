import type { Scheduler, Timer } from '../sim/scheduler.ts'

interface Waiter {
  readonly owner: object
  readonly taken: (got: boolean) => void
  readonly timer: Timer
}

/**
 * The kernel's lock behind `/var/lock/qemu-server/lock-<vmid>.conf`. Only a living process holds it, no call shows it,
 * and whoever waits too long fails with a text about a file (pve-common: src/PVE/Tools.pm, lock_file_full).
 */
export class Flock {
  #owner: object | undefined
  #waiting: Waiter[] = []

  get owner(): object | undefined {
    return this.#owner
  }

  tryTake(owner: object): boolean {
    if (this.#owner !== undefined && this.#owner !== owner) return false
    this.#owner = owner
    return true
  }

  take(owner: object, seconds: number, scheduler: Scheduler): Promise<boolean> {
    if (this.tryTake(owner)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const timer = scheduler.after(seconds, () => {
        this.#waiting = this.#waiting.filter((waiter) => waiter.timer !== timer)
        resolve(false)
      })
      this.#waiting.push({ owner, taken: resolve, timer })
    })
  }

  release(owner: object): void {
    if (this.#owner !== owner) return
    const next = this.#waiting.shift()
    this.#owner = next?.owner
    if (next) {
      next.timer.cancelled = true
      next.taken(true)
    }
  }

  /** A process that ends no longer waits. */
  forget(owner: object): void {
    for (const waiter of this.#waiting) if (waiter.owner === owner) waiter.timer.cancelled = true
    this.#waiting = this.#waiting.filter((waiter) => waiter.owner !== owner)
    this.release(owner)
  }
}
