/**
 * Recordings name tasks that no recorded question started: many actions were done without writing the answer down. A task
 * id says when it began, what it did, to which guest and for whom, so the question can be put to the simulator again.
 */
import { fieldsOf, numberOf, textOf, type Fields } from '../control/input.ts'
import type { TaskDescription } from '../world/description.ts'
import { askedAbout, dataOf, startedBy, upidsIn, type Recording } from './recordings.ts'

export interface SeenTask {
  readonly upid: string
  readonly node: string
  readonly type: string
  readonly id: string
  readonly user: string
  /** Seconds since the epoch. */
  readonly began: number
  readonly ended: number | undefined
  readonly status: string | undefined
}

export function seenTasks(recordings: readonly Recording[]): SeenTask[] {
  const ends = new Map<string, { ended: number; status: string | undefined }>()
  const upids = new Set<string>()
  for (const recording of recordings) {
    for (const upid of [...upidsIn(JSON.stringify(recording.body ?? '')), knownTask(recording)])
      if (upid !== undefined) upids.add(upid)
    const data = dataOf(recording)
    const asked = knownTask(recording)
    const text = JSON.stringify(data ?? '')
    const end =
      /"exitstatus":"([^"]*)"/.exec(text)?.[1] ?? (/TASK OK/.test(text) ? 'OK' : /TASK ERROR: ([^"]*)/.exec(text)?.[1])
    if (asked !== undefined && end !== undefined && !ends.has(asked))
      ends.set(asked, { ended: Math.floor(recording.at / 1000), status: end })
    for (const row of Array.isArray(data) ? data.map(fieldsOf) : []) {
      const [upid, ended] = [textOf(row, 'upid'), numberOf(row, 'endtime')]
      if (upid !== undefined && ended !== undefined) ends.set(upid, { ended, status: textOf(row, 'status') })
    }
  }
  return [...upids].map((upid) => {
    const [, node = '', , , began = '', type = '', id = '', user = ''] = upid.split(':')
    const end = ends.get(upid)
    return { upid, node, type, id, user, began: Number.parseInt(began, 16), ended: end?.ended, status: end?.status }
  })
}

/** Those that were there already when the first question was asked. */
export function earlierTasks(tasks: readonly SeenTask[], begin: number): TaskDescription[] {
  return tasks
    .filter((task) => task.began < begin)
    .toSorted((a, b) => a.began - b.began)
    .map((task) => {
      const base = { node: task.node, type: task.type, id: task.id, user: task.user, age: begin - task.began }
      if (task.ended === undefined) return { ...base, holdsLock: /shutdown/.test(task.type) }
      if (task.ended > begin) return { ...base, remaining: task.ended - begin, holdsLock: /shutdown/.test(task.type) }
      return {
        ...base,
        duration: task.ended - task.began,
        ...(task.status === undefined || task.status === 'OK' ? {} : { status: 'it failed' }),
      }
    })
}

/** The ones that began later and that nobody is recorded to have started. Those of root@pam itself were started by PVE. */
export function missingTasks(
  tasks: readonly SeenTask[],
  recordings: readonly Recording[],
  begin: number,
  isGiven: (upid: string) => boolean,
): SeenTask[] {
  const started = new Set(recordings.map(startedBy))
  return tasks
    .filter((task) => task.began >= begin && !started.has(task.upid) && (task.user.includes('!') || isGiven(task.upid)))
    .toSorted((a, b) => a.began - b.began)
}

/** A task that was asked about, unless nobody knew it. */
const knownTask = (recording: Recording): string | undefined =>
  recording.status === 200 && !JSON.stringify(dataOf(recording) ?? '').includes('unable to open file - No such file')
    ? askedAbout(recording)
    : undefined

export interface Call {
  readonly method: string
  readonly path: string
  readonly form: Fields
}

/** The question that starts such a task, where the id alone says enough. */
export function callFor(task: SeenTask): Call | undefined {
  const machine = /^(?:qm|ha)(start|stop|reset|reboot|shutdown|pause|resume|destroy|template)$/.exec(task.type)?.[1]
  const container = /^vz(start|stop|reboot|shutdown|destroy)$/.exec(task.type)?.[1]
  const action = machine ?? container
  if (action === undefined) return undefined
  const at = `/nodes/${task.node}/${machine === undefined ? 'lxc' : 'qemu'}/${task.id}`
  if (action === 'destroy') return { method: 'DELETE', path: at, form: {} }
  if (action === 'template') return { method: 'POST', path: `${at}/template`, form: {} }
  return {
    method: 'POST',
    path: `${at}/status/${action === 'pause' ? 'suspend' : action}`,
    form: timeoutOf(task, action),
  }
}

function timeoutOf(task: SeenTask, action: string): Fields {
  if (action !== 'shutdown' && action !== 'reboot') return {}
  const took = task.ended === undefined ? undefined : task.ended - task.began
  if (took !== undefined && /got timeout|did not stop/.test(task.status ?? ''))
    return took > 55 && took < 65 ? {} : { timeout: took }
  return took !== undefined && took <= 60 ? {} : { timeout: 7200 }
}
