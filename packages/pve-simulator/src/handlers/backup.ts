import { backupBody, type Backup } from '../guests/backup.ts'
import { digestText } from '../guests/digest.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { hash, hex } from '../sim/random.ts'
import type { BackupJobDescription } from '../world/description.ts'
import { nameOf } from '../world/guest.ts'
import { isOnNode } from '../world/storage.ts'
import { refuseRootOnly } from './power-qemu.ts'

type Row = Record<string, unknown>

function chosen(call: Call): number[] {
  const here = call.world.guestsOn(call.node.name)
  const exclude = new Set(call.list('exclude').map(Number))
  const pool = call.text('pool')
  const members = pool === undefined ? undefined : call.world.access.pools.get(pool)?.guests
  if (call.flag('all') || members)
    return here.filter((one) => !exclude.has(one.vmid) && (members?.has(one.vmid) ?? true)).map((one) => one.vmid)
  return call
    .list('vmid')
    .map(Number)
    .filter((vmid) => here.some((one) => one.vmid === vmid))
}

/** Only what was asked for stands on the command line, and the node always. */
const given = (call: Call): string =>
  ['storage', 'mode', 'bwlimit', 'compress', 'notes-template']
    .flatMap((name) => (call.text(name) === undefined ? [] : [` --${name} ${call.needed(name)}`]))
    .join('') + ` --node ${call.node.name}`

const packed = (compress: string | undefined): string =>
  ({ zstd: '.zst', gzip: '.gz', '1': '.lzo', lzo: '.lzo' })[compress ?? '0'] ?? ''

/** The task's id is the guest's only when there is exactly one. */
function vzdump(call: Call): string | null {
  refuseRootOnly(call, ['tmpdir', 'dumpdir', 'script', 'job-id'])
  const { world, node } = call
  if (call.flag('stop')) return stopAll(call)
  const asked = call.list('vmid')
  if (asked.length === 0 && !call.flag('all') && call.text('pool') === undefined)
    throw badParams({ vmid: 'property is missing and it is not optional' })
  for (const vmid of asked) call.need(`/vms/${vmid}`, 'VM.Backup')
  const storage = world.storage(call.text('storage') ?? 'local')
  if (!call.may(`/storage/${storage.id}`, 'Datastore.AllocateSpace'))
    call.need(`/storage/${storage.id}`, 'Datastore.AllocateSpace')
  if (!storage.content.includes('backup'))
    throw failure(`can't use storage '${storage.id}' for backups - wrong content type`)
  if (!isOnNode(storage, node.name)) throw failure(`storage '${storage.id}' is not available on node '${node.name}'`)
  const vmids = chosen(call).filter((vmid) => call.may(`/vms/${vmid}`, 'VM.Backup'))
  const limit = call.number('bwlimit')
  const wish: Backup = {
    vmids,
    storage,
    mode: call.text('mode') ?? 'snapshot',
    notes: call.text('notes-template'),
    speed: limit === undefined || limit === 0 ? 350 * 1024 ** 2 : limit * 1024,
    limit: limit === 0 ? undefined : limit,
    packed: packed(call.text('compress')),
    command: `${vmids.join(' ')}${given(call)}`,
  }
  const id = vmids.length === 1 ? String(vmids[0]) : ''
  return world.tasks.start(
    { node: node.name, type: 'vzdump', id, authid: call.authid, interruptText: 'interrupted by signal' },
    (worker) => backupBody(world, node, worker, wish),
  )
}

function stopAll(call: Call): null {
  call.need(`/nodes/${call.node.name}`, 'Sys.Modify')
  for (const task of call.world.tasks.running(call.node.name)) if (task.type === 'vzdump') call.world.tasks.stop(task)
  return null
}

const jobRow = (job: BackupJobDescription): Row => ({
  id: job.id,
  type: 'vzdump',
  schedule: job.schedule,
  storage: job.storage,
  enabled: (job.enabled ?? true) ? 1 : 0,
  mode: job.mode ?? 'snapshot',
  ...(job.all ? { all: 1 } : {}),
  ...(job.vmid === undefined ? {} : { vmid: job.vmid }),
  ...(job.exclude === undefined ? {} : { exclude: job.exclude }),
  ...(job.comment === undefined ? {} : { comment: job.comment }),
  ...job.more,
})

function jobOf(call: Call): BackupJobDescription {
  const job = call.world.jobs.find((one) => one.id === call.text('id'))
  if (!job) throw failure(`No such job '${call.needed('id')}'`)
  return job
}

const known = new Set([
  'id',
  'schedule',
  'storage',
  'enabled',
  'all',
  'vmid',
  'exclude',
  'mode',
  'comment',
  'delete',
  'starttime',
  'dow',
  'digest',
])

function jobFrom(call: Call, before?: BackupJobDescription): BackupJobDescription {
  if (!call.world.isWritable(call.node)) throw failure("cfs-lock 'file-jobs_cfg' error: no quorum!")
  const removed = new Set(call.list('delete'))
  const keep = (name: string, old: string | undefined): string | undefined =>
    removed.has(name) ? undefined : (call.text(name) ?? old)
  const more = Object.fromEntries(
    Object.entries(call.params)
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => [key, typeof value === 'boolean' ? Number(value) : String(value)]),
  )
  const texts = {
    vmid: keep('vmid', before?.vmid),
    exclude: keep('exclude', before?.exclude),
    mode: keep('mode', before?.mode),
    comment: keep('comment', before?.comment),
  }
  return {
    id: before?.id ?? call.text('id') ?? `backup-${hex(hash(String(call.world.now())), 8)}-${hex(7, 4)}`,
    schedule: call.text('schedule') ?? before?.schedule ?? '00:00',
    storage: call.text('storage') ?? before?.storage ?? 'local',
    enabled: call.params.enabled === undefined ? (before?.enabled ?? true) : call.flag('enabled'),
    all: call.params.all === undefined ? (before?.all ?? false) : call.flag('all'),
    more: { ...before?.more, ...more },
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
  }
}

const replaceJob = (call: Call, id: string, job?: BackupJobDescription): null => {
  call.world.jobs = [...call.world.jobs.filter((one) => one.id !== id), ...(job ? [job] : [])]
  return null
}

const covers = (job: BackupJobDescription, vmid: number, pool: string | undefined): boolean =>
  job.all
    ? !(job.exclude ?? '').split(',').includes(String(vmid))
    : (job.vmid ?? '').split(',').includes(String(vmid)) || (pool !== undefined && job.more?.pool === pool)

/** In no job at all. Whether a job is enabled, or ever succeeds, is not asked; templates count. */
const notBackedUp = (call: Call): Row[] =>
  [...call.world.guests.values()]
    .filter((guest) => !call.world.jobs.some((job) => covers(job, guest.vmid, call.world.access.poolOf(guest.vmid))))
    .map((guest) => ({ vmid: guest.vmid, name: nameOf(guest), type: guest.type }))

export const backupHandlers: Handlers = {
  'POST /nodes/{node}/vzdump': vzdump,
  'GET /nodes/{node}/vzdump/defaults': () => ({
    mode: 'snapshot',
    compress: 'zstd',
    'prune-backups': 'keep-all=1',
    storage: 'local',
    notify: 'auto',
  }),
  'GET /cluster/backup': ({ world }) => world.jobs.map(jobRow),
  'POST /cluster/backup': (call) => {
    const job = jobFrom(call)
    return replaceJob(call, job.id, job)
  },
  'GET /cluster/backup/{id}': (call) => ({ ...jobRow(jobOf(call)), digest: digestText(call.world.jobs) }),
  'PUT /cluster/backup/{id}': (call) => replaceJob(call, jobOf(call).id, jobFrom(call, jobOf(call))),
  'DELETE /cluster/backup/{id}': (call) => replaceJob(call, jobOf(call).id),
  'GET /cluster/backup-info': () => [{ subdir: 'not-backed-up' }],
  'GET /cluster/backup-info/not-backed-up': notBackedUp,
}
