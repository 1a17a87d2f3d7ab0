import type { Flock } from './flock.ts'
import type { UpidParts } from './upid.ts'

/** How a task was ended from outside: politely (SIGTERM, it cleans up) or not (SIGKILL, it does not). */
export class Interrupt extends Error {}

export interface Task extends UpidParts {
  readonly upid: string
  readonly log: string[]
  endtime: number | undefined
  status: string | undefined
  /** The worker process; gone when the task has ended or its node has lost power. */
  worker: Worker | undefined
  /** What it says when it is interrupted. */
  interruptText: string
  /** Killed with its node: nobody writes an end until the node boots. */
  orphaned: boolean
}

/** What the body of a task may do. Everything that takes time goes through here, so that it can be interrupted. */
export interface Worker {
  readonly task: Task
  log(line: string): void
  warn(line: string): void
  sleep(seconds: number): Promise<void>
  /** True as soon as the condition holds, false when the time is over. Looks once a second, as PVE does. */
  until(holds: () => boolean, seconds: number): Promise<boolean>
  /** Waits for a lock; fails with PVE's text. The lock is let go when the task ends. */
  lock(flock: Flock, file: string, seconds?: number): Promise<void>
  unlock(flock: Flock): void
  /** Never returns unless interrupted. */
  forever(): Promise<never>
}

export type TaskBody = (worker: Worker) => Promise<void>

export interface TaskRequest {
  readonly node: string
  readonly type: string
  readonly id: string
  readonly authid: string
  readonly interruptText?: string
}
