/**
 * What a recorded answer says about the world it was given in: which guests there were and in which state, their
 * configurations, locks and snapshots, the storages, what HA manages. Much of it was caused outside the API (`qm set`,
 * `kill -9`, a guest that switches itself off), so no replay could bring it about.
 *
 * A fact is in the words of a world, never in those of an answer: it may say "guest 104 runs", not "status/current has
 * these keys". How the simulator puts such a guest into words is its own affair, and that is what is compared.
 */
import { fieldsOf, textOf, type Fields } from '../control/input.ts'
import type { RunState, VolumeDescription } from '../world/description.ts'
import { askedAbout, dataOf, type Recording } from './recordings.ts'

export interface GuestFact {
  readonly vmid: number
  readonly node?: string
  readonly type?: 'qemu' | 'lxc'
  readonly name?: string
  readonly state?: RunState
  /** null: there is none. */
  readonly lock?: string | null
  readonly template?: boolean
  readonly tags?: string | undefined
  /** As far as a list shows it. */
  readonly memory?: string | number
  readonly cores?: number
  /** Has read or written anything yet. */
  readonly io?: boolean
  /** Some options of the configuration. */
  readonly options?: Readonly<Record<string, string | number>>
  /** All options of the configuration. */
  readonly config?: Readonly<Record<string, string | number>>
  readonly pending?: Readonly<Record<string, string | number | null>>
  readonly snapshots?: readonly { readonly name: string; readonly vmstate: boolean; readonly parent?: string }[]
  /** Seen as it was within the last ten seconds only. */
  readonly stale?: boolean
}

export interface ServiceFact {
  readonly sid: string
  readonly crm?: string
  readonly request?: string
  readonly running?: boolean
  readonly target?: string
  readonly timeout?: number
  readonly comment?: string
  readonly maxRestart?: number
  readonly maxRelocate?: number
}

export interface StorageFact {
  readonly id: string
  readonly content?: string
  readonly config?: Readonly<Record<string, string | number>>
  readonly volumes?: readonly VolumeDescription[]
}

export interface Facts {
  readonly guests: readonly GuestFact[]
  /** These are all the guests of this node, or of the whole cluster. */
  readonly complete?: { readonly node?: string; readonly type?: 'qemu' | 'lxc' }
  readonly storages?: readonly StorageFact[]
  readonly services?: readonly ServiceFact[]
  /** HA manages these and no others. */
  readonly allServices?: boolean
  /** The manager knows of these and no others; what was taken out of the configuration may be among them. */
  readonly allKnown?: boolean
  /** The manager has taken up these and no others. */
  readonly allManaged?: boolean
  /** Services that were just taken out. */
  readonly deleted?: readonly string[]
  /** These are not managed. */
  readonly unmanaged?: readonly string[]
  readonly pools?: readonly string[]
}

const rowsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : [])

const states: readonly RunState[] = [
  'stopped',
  'running',
  'paused',
  'io-error',
  'prelaunch',
  'internal-error',
  'guest-panicked',
  'shutdown',
  'postmigrate',
]

const asState = (text: string | undefined): RunState | undefined => states.find((state) => state === text)

/** Whose eyes see everything. */
const seesAll = (recording: Recording): boolean =>
  /^(?:root@pam(?: \(ticket\)|!full|!w2)|dash@pve(?:!ro)? \()/.test(recording.auth)

export function factsOf(recording: Recording): Facts {
  if (recording.method !== 'GET' || recording.status !== 200 || askedAbout(recording) !== undefined)
    return { guests: [] }
  const data = dataOf(recording)
  if (recording.path === '/cluster/resources') return resources(recording, rowsOf(data))
  if (recording.path === '/cluster/ha/status/current')
    return {
      guests: [],
      services: serviceRows(rowsOf(data)),
      allKnown: true,
      deleted: rowsOf(data)
        .filter((row) => row.state === 'deleting')
        .map((row) => textOf(row, 'sid') ?? ''),
    }
  if (recording.path === '/cluster/ha/resources')
    return { guests: [], services: resourceRows(rowsOf(data)), allServices: true }
  if (recording.path === '/cluster/ha/status/manager_status')
    return { guests: [], services: managed(fieldsOf(data)), allManaged: true }
  if (recording.path === '/storage') return { guests: [], storages: rowsOf(data).map(storageFact) }
  const content = /^\/nodes\/[^/]+\/storage\/([^/]+)\/content$/.exec(recording.path)?.[1]
  if (content !== undefined) return { guests: [], storages: [{ id: content, volumes: volumesOf(rowsOf(data)) }] }
  if (/^\/nodes\/[^/]+\/storage$/.test(recording.path))
    return {
      guests: [],
      storages: rowsOf(data).map((row) => ({
        id: textOf(row, 'storage') ?? '',
        content: textOf(row, 'content') ?? '',
      })),
    }
  if (recording.path === '/pools') return { guests: [], pools: rowsOf(data).map((row) => textOf(row, 'poolid') ?? '') }
  const list = /^\/nodes\/([^/]+)\/(qemu|lxc)$/.exec(recording.path)
  if (list) return nodeList(recording, list[1] ?? '', list[2] === 'lxc' ? 'lxc' : 'qemu', rowsOf(data))
  const one = /^\/nodes\/([^/]+)\/(qemu|lxc)\/(\d+)\/(.*)$/.exec(recording.path)
  if (!one) return { guests: [] }
  const base = { vmid: Number(one[3]), node: one[1] ?? '', type: one[2] === 'lxc' ? 'lxc' : 'qemu' } as const
  const fact = guestFact(one[4] ?? '', data)
  return { guests: fact ? [{ ...base, ...fact }] : [] }
}

function resources(recording: Recording, rows: readonly Fields[]): Facts {
  const guests = rows.filter((row) => row.type === 'qemu' || row.type === 'lxc')
  const asked = textOf(recording.params, 'type')
  const all = seesAll(recording) && (asked === undefined || asked === 'vm')
  return {
    guests: guests.map((row) => ({
      ...(row.status === 'unknown'
        ? { vmid: Number(row.vmid), node: textOf(row, 'node') ?? '' }
        : { ...rowFact(row), lock: textOf(row, 'lock') ?? null }),
      type: row.type === 'lxc' ? 'lxc' : 'qemu',
      stale: true,
    })),
    services: guests.filter((row) => row.hastate !== undefined).map((row) => ({ sid: sidOf(row) })),
    unmanaged: guests.filter((row) => row.hastate === undefined).map(sidOf),
    ...(all ? { complete: {} } : {}),
  }
}

const sidOf = (row: Fields): string => `${row.type === 'lxc' ? 'ct' : 'vm'}:${textOf(row, 'vmid') ?? ''}`

function nodeList(recording: Recording, node: string, type: 'qemu' | 'lxc', rows: readonly Fields[]): Facts {
  return {
    guests: rows.map((row) => ({ ...rowFact(row), ...ioOf(row), type, node, lock: textOf(row, 'lock') ?? null })),
    ...(seesAll(recording) ? { complete: { node, type } } : {}),
  }
}

const described = new Set(['storage', 'type', 'content', 'digest', 'shared', 'disable', 'nodes'])

const storageFact = (row: Fields): StorageFact => ({
  id: textOf(row, 'storage') ?? '',
  content: textOf(row, 'content') ?? '',
  config: Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) =>
      described.has(key) || (typeof value !== 'string' && typeof value !== 'number') ? [] : [[key, value]],
    ),
  ),
})

/** Files only: images belong to guests, and where those lie is in their configurations. */
const volumesOf = (rows: readonly Fields[]): VolumeDescription[] =>
  rows
    .filter((row) => row.content !== 'images' && row.content !== 'rootdir')
    .map((row) => ({
      name: (textOf(row, 'volid') ?? '').replace(/^[^:]+:/, ''),
      content: textOf(row, 'content') ?? '',
      format: textOf(row, 'format') ?? '',
      size: Number(row.size),
      ...(row.vmid === undefined ? {} : { vmid: Number(row.vmid) }),
      ...(textOf(row, 'notes') === undefined ? {} : { notes: textOf(row, 'notes') ?? '' }),
    }))

function managed(data: Fields): ServiceFact[] {
  const services = fieldsOf(fieldsOf(data.manager_status).service_status)
  return Object.entries(services).map(([sid, value]) => {
    const row = fieldsOf(value)
    const [crm, target] = [textOf(row, 'state'), textOf(row, 'target')]
    return {
      sid,
      ...(crm === undefined ? {} : { crm }),
      running: Number(row.running ?? 0) === 1,
      ...(target === undefined ? {} : { target }),
      ...(row.timeout === undefined ? {} : { timeout: Number(row.timeout) }),
    }
  })
}

function rowFact(row: Fields): GuestFact {
  const state = asState(textOf(row, 'qmpstatus')) ?? asState(textOf(row, 'status'))
  const name = textOf(row, 'name')
  const node = textOf(row, 'node')
  return {
    vmid: Number(row.vmid),
    ...(node === undefined ? {} : { node }),
    ...(name === undefined ? {} : { name }),
    ...(state === undefined ? {} : { state }),
    template: Number(row.template ?? 0) === 1,
    tags: textOf(row, 'tags'),
    ...(typeof row.maxmem === 'number' ? { memory: Math.round(row.maxmem / 1024 ** 2) } : {}),
    ...(row.maxcpu === undefined && row.cpus === undefined ? {} : { cores: Number(row.maxcpu ?? row.cpus) }),
  }
}

function guestFact(what: string, data: unknown): Omit<GuestFact, 'vmid'> | undefined {
  if (what === 'status/current') {
    const { vmid: _, ...fact } = rowFact(fieldsOf(data))
    return { ...fact, ...ioOf(fieldsOf(data)), lock: textOf(fieldsOf(data), 'lock') ?? null }
  }
  if (what === 'cloudinit') return { options: pendingFact(rowsOf(data)).config ?? {} }
  if (what === 'config') return { config: configOf(fieldsOf(data)) }
  if (what === 'pending') return pendingFact(rowsOf(data))
  if (what === 'snapshot') return { snapshots: snapshotsOf(rowsOf(data)) }
  return undefined
}

function ioOf(data: Fields): { io?: boolean } {
  const drives = Object.values(fieldsOf(data.blockstat)).map(fieldsOf)
  if (drives.length === 0) return {}
  return { io: drives.some((drive) => Number(drive.rd_operations) + Number(drive.wr_operations) > 0) }
}

function configOf(data: Fields): Record<string, string | number> {
  const config: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(data))
    if (key !== 'digest' && key !== 'parent' && (typeof value === 'string' || typeof value === 'number'))
      config[key] = value
  return config
}

function pendingFact(rows: readonly Fields[]): Omit<GuestFact, 'vmid'> {
  const config: Record<string, string | number> = {}
  const pending: Record<string, string | number | null> = {}
  for (const row of rows) {
    const key = textOf(row, 'key') ?? ''
    if (key === 'digest') continue
    if (typeof row.value === 'string' || typeof row.value === 'number') config[key] = row.value
    if (row.delete !== undefined) pending[key] = null
    else if (typeof row.pending === 'string' || typeof row.pending === 'number') pending[key] = row.pending
  }
  return { config, pending }
}

const snapshotsOf = (rows: readonly Fields[]): NonNullable<GuestFact['snapshots']> =>
  rows
    .filter((row) => row.name !== 'current')
    .map((row) => {
      const parent = textOf(row, 'parent')
      return {
        name: textOf(row, 'name') ?? '',
        vmstate: Number(row.vmstate ?? 0) === 1,
        ...(parent === undefined ? {} : { parent }),
      }
    })

/** What is configured comes first, what the manager makes of it later. */
const serviceRows = (rows: readonly Fields[]): ServiceFact[] =>
  rows
    .filter((row) => row.type === 'service' && row.state !== 'deleting')
    .map((row) => {
      const [crm, request, state] = [textOf(row, 'crm_state'), textOf(row, 'request_state'), textOf(row, 'state')]
      return {
        sid: textOf(row, 'sid') ?? '',
        ...(crm === undefined ? {} : { crm }),
        ...(request === undefined ? {} : { request }),
        ...(crm === 'started' ? { running: state !== 'starting' } : {}),
      }
    })

const resourceRows = (rows: readonly Fields[]): ServiceFact[] =>
  rows.map((row) => ({ sid: textOf(row, 'sid') ?? '', request: textOf(row, 'state') ?? 'started', ...configured(row) }))

function configured(row: Fields): Omit<ServiceFact, 'sid'> {
  const [comment, restart, relocate] = [textOf(row, 'comment'), row.max_restart, row.max_relocate]
  return {
    ...(comment === undefined ? {} : { comment }),
    ...(restart === undefined ? {} : { maxRestart: Number(restart) }),
    ...(relocate === undefined ? {} : { maxRelocate: Number(relocate) }),
  }
}
