import { ownerOf, tokenIdOf } from '../access/store.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, denied } from '../protocol/errors.ts'
import { PlainText } from '../protocol/serialised.ts'
import type { Task } from '../tasks/task.ts'
import { looksLikeUpid } from '../tasks/upid.ts'

type Row = Record<string, unknown>

const tokenOf = (task: Task): Row => {
  const token = tokenIdOf(task.authid)
  return token === undefined ? {} : { tokenid: token }
}

/** All tasks with Sys.Audit on /, else one's own. A token is compared as a whole with the owner's name, so it sees none. */
function clusterTasks(call: Call): Row[] {
  const { world, node } = call
  const all = call.may('/', 'Sys.Audit')
  const members = new Set(world.knownTo(node).map((member) => member.name))
  return [...node.heardTasks]
    .filter(([name]) => members.has(name))
    .flatMap(([, rows]) => rows)
    .filter(({ task }) => all || ownerOf(task.authid) === call.authid)
    .toSorted((a, b) => b.task.starttime - a.task.starttime)
    .map(({ task, endtime, status, fresh }) => ({
      upid: task.upid,
      node: task.node,
      type: task.type,
      id: task.id,
      user: ownerOf(task.authid),
      starttime: task.starttime,
      ...tokenOf(task),
      ...(endtime === undefined
        ? {
            pid: task.pid,
            ...(fresh ? {} : { saved: '0' }),
          }
        : {
            endtime,
            status,
            saved: fresh ? 1 : '1',
          }),
    }))
}

const isMine = (call: Call, task: Task): boolean => {
  if (call.authid.includes('!')) return task.authid === call.authid
  return ownerOf(task.authid) === call.authid
}

function nodeTasks(call: Call): Row[] {
  const { world, node } = call
  const source = call.text('source') ?? 'archive'
  const all = call.may(`/nodes/${node.name}`, 'Sys.Audit')
  const rows = (world.tasks.byNode.get(node.name) ?? [])
    .filter((task) =>
      source === 'archive' ? task.endtime !== undefined : source === 'all' || task.endtime === undefined,
    )
    .filter((task) => (all || isMine(call, task)) && passes(call, task))
    .toReversed()
  if (rows.length > 0) call.beside.total = rows.length
  const start = call.number('start') ?? 0
  return rows.slice(start, start + (call.number('limit') ?? 50)).map((task) => nodeRow(task))
}

function passes(call: Call, task: Task): boolean {
  const since = call.number('since')
  const until = call.number('until')
  const user = call.text('userfilter')
  const states = call.list('statusfilter').map((one) => one.toLowerCase())
  const vmid = call.text('vmid')
  const type = call.text('typefilter')
  return (
    (since === undefined || task.starttime >= since) &&
    (until === undefined || task.starttime <= until) &&
    (user === undefined || ownerOf(task.authid).toLowerCase().includes(user.toLowerCase())) &&
    (type === undefined || task.type === type) &&
    (vmid === undefined || task.id === vmid) &&
    (!call.flag('errors') || (task.status !== undefined && task.status !== 'OK')) &&
    (states.length === 0 || states.includes(kindOf(task)))
  )
}

/** A running task counts as `unknown`. */
function kindOf(task: Task): string {
  if (task.status === undefined || task.status === 'unexpected status') return 'unknown'
  if (task.status === 'OK') return 'ok'
  return /^WARNINGS: \d+$/.test(task.status) ? 'warning' : 'error'
}

/** The index of finished tasks splits the user, the list of running ones does not. */
function nodeRow(task: Task): Row {
  const row = {
    upid: task.upid,
    node: task.node,
    pid: task.pid,
    pstart: task.pstart,
    starttime: task.starttime,
    type: task.type,
    id: task.id,
  }
  if (task.endtime === undefined) return { ...row, user: task.authid, status: 'RUNNING', saved: '0' }
  return { ...row, user: ownerOf(task.authid), ...tokenOf(task), endtime: task.endtime, status: task.status }
}

function taskOf(call: Call): Task {
  const upid = call.needed('upid')
  if (!looksLikeUpid(upid)) throw badParams({ upid: 'unable to parse worker upid' })
  const task = call.world.tasks.byUpid.get(upid)
  if (task?.node !== call.node.name) throw badParams({ upid: 'no such task' })
  return task
}

function needView(call: Call, authid: string): void {
  const own = call.authid.includes('!') ? authid === call.authid : ownerOf(authid) === call.authid
  if (!own) call.need(`/nodes/${call.node.name}`, 'Sys.Audit')
}

function taskStatus(call: Call): Row {
  const upid = call.needed('upid')
  if (!looksLikeUpid(upid)) throw badParams({ upid: 'unable to parse worker upid' })
  needView(call, upid.split(':')[7] ?? '')
  const task = taskOf(call)
  const { node, pid, pstart, starttime, type, id } = task
  return {
    upid,
    node,
    pid,
    pstart,
    starttime,
    type,
    id,
    user: ownerOf(task.authid),
    ...tokenOf(task),
    ...(task.endtime === undefined
      ? { status: 'running' }
      : {
          status: 'stopped',
          exitstatus: task.status,
        }),
  }
}

function taskLog(call: Call): Row[] | PlainText {
  const upid = call.needed('upid')
  if (!looksLikeUpid(upid)) throw badParams({ upid: 'unable to parse worker upid' })
  needView(call, upid.split(':')[7] ?? '')
  const task = call.world.tasks.byUpid.get(upid)
  const lines = task?.node === call.node.name ? task.log.filter((line) => line !== '') : undefined
  const shown =
    lines === undefined
      ? ['unable to open file - No such file or directory']
      : lines.length === 0
        ? ['no content']
        : lines
  if (call.flag('download')) return new PlainText(shown.map((line) => `${line}\n`).join(''))
  call.beside.total = shown.length
  const start = call.number('start') ?? 0
  const limit = call.number('limit') ?? 50
  return shown.map((t, index) => ({ n: index + 1, t })).slice(start, limit === 0 ? undefined : start + limit)
}

/** Politely first; a worker that does not listen is killed after five seconds. Ended tasks are no error. */
function stopTask(call: Call): null {
  const upid = call.needed('upid')
  if (!looksLikeUpid(upid)) throw badParams({ upid: 'unable to parse worker upid' })
  const authid = upid.split(':')[7] ?? ''
  const own = call.authid.includes('!') ? authid === call.authid : ownerOf(authid) === call.authid
  const path = `/nodes/${call.node.name}`
  if (!own && !call.may(path, 'Sys.Modify')) throw denied(`${path}, Sys.Modify`)
  call.world.tasks.stop(taskOf(call))
  return null
}

export const taskHandlers: Handlers = {
  'GET /cluster/tasks': clusterTasks,
  'GET /nodes/{node}/tasks': nodeTasks,
  'GET /nodes/{node}/tasks/{upid}': () => [{ name: 'log' }, { name: 'status' }],
  'GET /nodes/{node}/tasks/{upid}/status': taskStatus,
  'GET /nodes/{node}/tasks/{upid}/log': taskLog,
  'DELETE /nodes/{node}/tasks/{upid}': stopTask,
}
