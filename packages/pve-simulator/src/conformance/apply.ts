import { applyEvent } from '../control/events.ts'
import { patchWorld } from '../control/patch.ts'
import type { Simulator } from '../simulator.ts'
import { isRunning, isTemplate, lockOf, type Guest } from '../world/guest.ts'
import type { HaService, World } from '../world/world.ts'
import type { Facts, GuestFact, ServiceFact, StorageFact } from './facts.ts'
import type { ImpliedFact } from './implied.ts'

/** Makes the world agree with what a recording says about it. Gives the number of things that had to be set. */
export async function applyFacts(
  simulator: Simulator,
  facts: Facts & { readonly implied?: ImpliedFact | undefined },
): Promise<number> {
  const { world } = simulator
  let set = 0
  if (facts.implied) set += await applyImplied(simulator, facts.implied)
  for (const fact of facts.guests) set += await applyGuest(simulator, fact)
  if (facts.complete) set += removeOthers(world, facts)
  if (facts.services || facts.unmanaged) set += applyServices(world, facts)
  for (const storage of facts.storages ?? []) set += applyStorage(world, storage)
  return set
}

async function applyImplied(simulator: Simulator, fact: ImpliedFact): Promise<number> {
  const guest = simulator.world.guests.get(fact.vmid)
  if (!guest) return 0
  if (fact.managed === true && !simulator.world.haManaged(guest))
    applyService(
      simulator.world,
      { sid: `${guest.type === 'lxc' ? 'ct' : 'vm'}:${guest.vmid}`, request: 'stopped', crm: 'stopped' },
      false,
    )
  const change: Record<string, unknown> = {}
  if (fact.running === true && !isRunning(guest) && lockOf(guest) !== 'suspended') change.state = 'running'
  if (fact.state !== undefined && fact.state !== guest.state && !(fact.state === 'stopped' && !isRunning(guest)))
    change.state = fact.state
  if (fact.lock !== undefined && fact.lock !== (lockOf(guest) ?? null)) change.lock = fact.lock
  if (fact.behaviour !== undefined && guest.behaviour !== fact.behaviour && /obedient|acpi/.test(guest.behaviour))
    change.behaviour = fact.behaviour
  if (fact.disksMissing === true) guest.disksOn = ''
  if (Object.keys(change).length === 0) return 0
  await applyEvent(simulator, { type: 'guest-set', vmid: fact.vmid, ...change })
  settled(simulator, fact.vmid)
  return 1
}

/** It has been running for a while: no clean-up after an earlier process is surprised by it. */
function settled({ world }: Simulator, vmid: number): void {
  const guest = world.guests.get(vmid)
  if (guest && guest.startedAt === world.now()) guest.startedAt -= 60_000
}

async function applyGuest(simulator: Simulator, fact: GuestFact): Promise<number> {
  const { world } = simulator
  const guest = world.guests.get(fact.vmid)
  if (!guest) return 0
  const change = changeOf(world, guest, fact)
  applySnapshots(guest, fact, world)
  if (fact.pending) {
    guest.pending = Object.fromEntries(
      Object.entries(fact.pending).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    )
    guest.pendingDelete = new Set(Object.entries(fact.pending).flatMap(([key, value]) => (value === null ? [key] : [])))
  }
  const changed = Object.keys(change).length > 0
  if (changed) await applyEvent(simulator, { type: 'guest-set', vmid: fact.vmid, ...change })
  settled(simulator, fact.vmid)
  if (fact.io !== undefined) applyIo(guest, fact.io)
  return changed ? 1 : 0
}

/** A guest that the world lacks: with the configuration that it shows first. */
export async function addKnownGuest(simulator: Simulator, fact: GuestFact): Promise<void> {
  const { vmid, node = '', type = 'qemu', name, state, config = {}, lock } = fact
  const given = { vmid, node, type, config, run: state ?? 'stopped', age: 600, uptime: 60, agent: 'dead', bootTime: 1 }
  const ghost = simulator.world.ghosts.has(node)
  patchWorld(simulator.world, { guests: [{ ...given, ...(name === undefined ? {} : { name }) }] })
  // Seen from a node that was removed: in the cluster's own files it is not there.
  if (!ghost) simulator.world.ghosts.delete(node)
  const guest = simulator.world.guests.get(vmid)
  if (!guest) return
  if (fact.config) for (const key of Object.keys(guest.config)) if (!(key in config)) delete guest.config[key]
  if (name !== undefined && type === 'qemu') guest.config.name = name
  if (typeof lock === 'string') guest.config.lock = lock
  if (fact.template === true) guest.config.template = 1
  if (typeof fact.tags === 'string') guest.config.tags = fact.tags
}

/** A migration that was asked for puts the guest where it belongs by itself. */
const isMoving = (world: World, guest: Guest): boolean =>
  [...world.nodes.keys()].some((node) =>
    (world.tasks.byNode.get(node) ?? []).some(
      (task) =>
        /^(?:qm|vz)igrate|^qmigrate/.test(task.type) &&
        task.id === String(guest.vmid) &&
        (task.endtime === undefined || world.seconds() - task.endtime < 20),
    ),
  )

function changeOf(world: World, guest: Guest, fact: GuestFact): Record<string, unknown> {
  const change: Record<string, unknown> = {}
  const config = configChange(guest, fact)
  if (Object.keys(config).length > 0) change.config = config
  if (fact.node !== undefined && fact.node !== guest.node && !isMoving(world, guest)) {
    change.node = fact.node
    change.disksOn = fact.node
  }
  if (fact.lock !== undefined && fact.lock !== (lockOf(guest) ?? null)) change.lock = fact.lock
  if (
    fact.state !== undefined &&
    !fact.stale &&
    fact.state !== guest.state &&
    !(fact.state === 'stopped' && guest.state === 'suspended')
  )
    change.state = fact.state
  return change
}

/** Whether it has read or written anything since it was started. */
function applyIo(guest: Guest, io: boolean): void {
  const { counters } = guest
  if (!io) {
    guest.diskRate = 0
    Object.assign(counters, { diskread: 0, diskwrite: 0 })
  } else if (counters.diskread + counters.diskwrite === 0) counters.diskread = 512
}

function configChange(guest: Guest, fact: GuestFact): Record<string, string | number | null> {
  const change: Record<string, string | number | null> = {}
  if (fact.config) {
    const shown = new Set(Object.keys({ ...guest.config, ...guest.pending }))
    for (const key of guest.pendingDelete) shown.delete(key)
    for (const [key, value] of Object.entries(fact.config)) if (!shown.has(key)) change[key] = value
    for (const key of shown) if (!(key in fact.config)) change[key] = null
  }
  for (const [key, value] of Object.entries(fact.options ?? {}))
    if (guest.config[key] === undefined && guest.pending[key] === undefined) change[key] = value
  if (fact.template === true && !isTemplate(guest)) change.template = 1
  if (fact.tags !== guest.config.tags && 'tags' in fact) change.tags = fact.tags ?? null
  return change
}

function applySnapshots(guest: Guest, fact: GuestFact, world: World): void {
  if (!fact.snapshots) return
  const names = fact.snapshots.map((one) => one.name).join(' ')
  if (names === guest.snapshots.map((one) => one.name).join(' ')) return
  guest.snapshots = fact.snapshots.map((one) => ({
    name: one.name,
    description: '',
    snaptime: world.seconds(),
    vmstate: one.vmstate,
    parent: one.parent,
    snapstate: undefined,
    config: { ...guest.config },
  }))
}

function removeOthers(world: World, facts: Facts): number {
  const named = new Set(facts.guests.map((fact) => fact.vmid))
  const { node, type } = facts.complete ?? {}
  const gone = [...world.guests.values()].filter(
    (guest) =>
      !named.has(guest.vmid) &&
      (node === undefined || guest.node === node) &&
      (type === undefined || guest.type === type),
  )
  if (gone.length > 0) patchWorld(world, { remove: { guests: gone.map((guest) => guest.vmid) } })
  return gone.length
}

/** What a storage is for and which files lie in it; the images of guests are where their configurations say. */
function applyStorage(world: World, fact: StorageFact): number {
  const storage = world.storages.get(fact.id)
  if (!storage) return 0
  const before = JSON.stringify([storage.content, storage.config, storage.volumes])
  if (fact.content !== undefined && sorted(fact.content) !== sorted(storage.content)) storage.content = fact.content
  if (fact.config) storage.config = { ...fact.config }
  for (const volume of fact.volumes ?? [])
    if (!storage.volumes.some((one) => one.name === volume.name))
      storage.volumes.push({ ...volume, ctime: world.seconds() })
  return before === JSON.stringify([storage.content, storage.config, storage.volumes]) ? 0 : 1
}

const sorted = (list: string): string => list.split(',').toSorted().join(',')

/** What HA had been told to manage, and what its manager had made of it by then. */
function applyServices(world: World, facts: Facts): number {
  const rows = facts.services ?? []
  let set = 0
  for (const row of rows) set += applyService(world, row, facts.allServices === true)
  for (const sid of [...(facts.deleted ?? []), ...(facts.unmanaged ?? [])]) set += markDeleted(world, sid)
  if (facts.allKnown) set += forget(world, new Set([...rows.map((row) => row.sid), ...(facts.deleted ?? [])]))
  if (facts.allManaged) set += unqueue(world, new Set(rows.map((row) => row.sid)))
  if (!facts.allServices) return set
  const named = new Set(rows.map((row) => row.sid))
  for (const service of world.services.values()) {
    if (named.has(service.sid) || service.deleted) continue
    service.deleted = true
    set += 1
  }
  return set
}

function markDeleted(world: World, sid: string): number {
  const service = world.services.get(sid)
  if (!service || service.deleted) return 0
  service.deleted = true
  world.touch()
  return 1
}

/** What the manager does not speak of it has not taken up yet, or has forgotten. */
function unqueue(world: World, known: ReadonlySet<string>): number {
  let set = 0
  for (const service of world.services.values()) {
    if (known.has(service.sid) || service.crm === 'ignored' || service.crm === 'queued') continue
    if (service.deleted) world.services.delete(service.sid)
    else service.crm = 'queued'
    set += 1
  }
  if (set > 0) world.touch()
  return set
}

function forget(world: World, known: ReadonlySet<string>): number {
  const gone = [...world.services.keys()].filter((sid) => !known.has(sid))
  for (const sid of gone) {
    world.services.delete(sid)
    for (const node of world.nodes.values()) node.haResults.delete(sid)
  }
  if (gone.length > 0) world.touch()
  return gone.length
}

function applyService(world: World, row: ServiceFact, configured: boolean): number {
  const vmid = Number(row.sid.split(':')[1])
  const known = world.services.get(row.sid)
  const service: HaService = known ?? {
    sid: row.sid,
    vmid,
    request: row.request ?? 'started',
    crm: row.crm ?? 'queued',
    node: world.guests.get(vmid)?.node ?? '',
    comment: row.comment,
    maxRestart: row.maxRestart,
    maxRelocate: row.maxRelocate,
    since: world.now(),
    timeout: undefined,
    target: undefined,
    work: undefined,
    failures: 0,
    running: row.running ?? false,
    deleted: false,
  }
  const before = JSON.stringify(service)
  // The manager's own words do not say that it is configured still.
  if (row.request !== undefined || known === undefined) service.deleted = false
  if (configured) {
    service.maxRestart = row.maxRestart
    service.maxRelocate = row.maxRelocate
    service.comment = row.comment
  }
  service.request = row.request ?? service.request
  if (row.request === 'ignored' && row.crm === undefined && known === undefined) service.crm = 'ignored'
  if (row.crm !== undefined && row.crm !== service.crm) {
    service.crm = row.crm
    service.since = world.now()
  }
  service.running = row.running ?? service.running
  service.target = row.target ?? service.target
  service.timeout = row.timeout ?? service.timeout
  world.services.set(row.sid, service)
  if (known && before === JSON.stringify(service)) return 0
  world.touch()
  return 1
}
