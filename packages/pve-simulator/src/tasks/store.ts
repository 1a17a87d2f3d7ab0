import type { Scheduler } from '../sim/scheduler.ts'
import { isInterrupt, nextPid, Process } from './process.ts'
import { Interrupt, type Task, type TaskBody, type TaskRequest } from './task.ts'
import { formatUpid } from './upid.ts'

/** A row of /cluster/tasks as a node has told it to the others. */
export interface TaskRow {
  readonly task: Task
  readonly endtime: number | undefined
  readonly status: string | undefined
  /** It began or ended with this very broadcast and has not been read back from the file of active tasks. */
  readonly fresh: boolean
}

const rowsPerNode = 25
const keptPerNode = 2000

/** All tasks of all nodes. Who may see which, and which of them a node has heard of, is decided elsewhere. */
export class TaskStore {
  readonly byUpid = new Map<string, Task>()
  readonly byNode = new Map<string, Task[]>()
  /** Told whenever a task begins or ends on a node: PVE broadcasts its list at that moment. */
  onChange: (node: string, task: Task) => void = () => {}
  onStart: (task: Task) => void = () => {}
  onEnd: (task: Task) => void = () => {}
  readonly #scheduler: Scheduler
  readonly #bootedAt: (node: string) => number
  #pid = 1000

  constructor(scheduler: Scheduler, bootedAt: (node: string) => number) {
    this.#scheduler = scheduler
    this.#bootedAt = bootedAt
  }

  start(request: TaskRequest, body: TaskBody): string {
    const task = this.#make(request, this.#scheduler.seconds())
    const worker = new Process(task, this.#scheduler)
    task.worker = worker
    this.onStart(task)
    this.onChange(task.node, task)
    void this.#run(worker, body)
    return task.upid
  }

  /** A task of the past, or one that has been running for a while. */
  remember(request: TaskRequest, starttime: number, log: readonly string[]): Task {
    const task = this.#make(request, starttime)
    task.log.push(...log)
    return task
  }

  resume(task: Task, body: TaskBody): void {
    const worker = new Process(task, this.#scheduler)
    task.worker = worker
    void this.#run(worker, body)
  }

  /** Politely: the worker cleans up. Hard: nothing is cleaned up and the end cannot be told from the log. */
  stop(task: Task, hard = false, text = task.interruptText): void {
    const worker = task.worker
    if (!(worker instanceof Process)) return
    if (hard) {
      worker.vanish()
      this.finish(task, 'unexpected status', false)
    } else worker.kill(new Interrupt(text))
  }

  /** The node's power is gone. Its tasks stay as they were until it boots and finds no process for them. */
  losePower(node: string): void {
    for (const task of this.running(node)) {
      if (task.worker instanceof Process) task.worker.vanish()
      task.worker = undefined
      task.orphaned = true
    }
  }

  boot(node: string): void {
    for (const task of this.running(node)) if (task.orphaned) this.finish(task, 'unexpected status', false)
  }

  running(node: string): Task[] {
    return (this.byNode.get(node) ?? []).filter((task) => task.endtime === undefined)
  }

  /** At most 25 a node, running ones first; newest first. */
  broadcast(node: string, changed?: Task): TaskRow[] {
    const all = this.byNode.get(node) ?? []
    const running = all.filter((task) => task.endtime === undefined)
    const ended = all.slice(-4 * rowsPerNode).filter((task) => task.endtime !== undefined)
    const newest = ended.slice(-Math.max(rowsPerNode - running.length, 0))
    return [...running, ...newest.toReversed()].map((task) => ({
      task,
      endtime: task.endtime,
      status: task.status,
      fresh: task === changed,
    }))
  }

  finish(task: Task, status: string, logged = true): void {
    if (task.endtime !== undefined) return
    if (logged) task.log.push(lastLine(status))
    task.status = status
    task.endtime = this.#scheduler.seconds()
    task.worker = undefined
    this.onEnd(task)
    this.onChange(task.node, task)
  }

  async #run(worker: Process, body: TaskBody): Promise<void> {
    let status = 'OK'
    try {
      await body(worker)
      if (worker.warnings > 0) status = `WARNINGS: ${worker.warnings}`
    } catch (error) {
      status = (error instanceof Error ? error.message : String(error)).trim().replaceAll('\n', ' ')
      if (isInterrupt(error) && status === 'unexpected status') worker.log('')
    }
    if (worker.gone) return
    worker.releaseAll()
    this.finish(worker.task, status, status !== 'unexpected status')
  }

  #make(request: TaskRequest, starttime: number): Task {
    this.#pid = nextPid(this.#pid)
    const ticks = Math.max(0, Math.floor((starttime * 1000 - this.#bootedAt(request.node)) / 10))
    const parts = { ...request, pid: this.#pid, pstart: ticks, starttime }
    const task: Task = {
      ...parts,
      upid: formatUpid(parts),
      log: [],
      endtime: undefined,
      status: undefined,
      worker: undefined,
      interruptText: request.interruptText ?? 'received interrupt',
      orphaned: false,
    }
    this.byUpid.set(task.upid, task)
    const list = this.byNode.get(task.node) ?? []
    list.push(task)
    if (list.length > keptPerNode) for (const old of list.splice(0, 200)) this.byUpid.delete(old.upid)
    this.byNode.set(task.node, list)
    return task
  }
}

function lastLine(status: string): string {
  if (status === 'OK') return 'TASK OK'
  return status.startsWith('WARNINGS: ') ? `TASK ${status}` : `TASK ERROR: ${status}`
}
