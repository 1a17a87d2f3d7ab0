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
  if (facts.services) set += applyServices(world, facts)
  for (const storage of facts.storages ?? []) set += applyStorage(world, storage)
  return set
}

async function applyImplied(simulator: Simulator, fact: ImpliedFact): Promise<number> {
  const guest = simulator.world.guests.get(fact.vmid)
  if (!guest) return 0
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
  return 1
}

async function applyGuest(simulator: Simulator, fact: GuestFact): Promise<number> {
  const { world } = simulator
  const guest = world.guests.get(fact.vmid)
  if (!guest) return 0
  const change = changeOf(guest, fact)
  applySnapshots(guest, fact, world)
  if (fact.pending) {
    guest.pending = Object.fromEntries(
      Object.entries(fact.pending).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    )
    guest.pendingDelete = new Set(Object.entries(fact.pending).flatMap(([key, value]) => (value === null ? [key] : [])))
  }
  if (Object.keys(change).length === 0) return 0
  await applyEvent(simulator, { type: 'guest-set', vmid: fact.vmid, ...change })
  return 1
}

/** A guest that the world lacks: with the configuration that it shows first. */
export async function addKnownGuest(simulator: Simulator, fact: GuestFact): Promise<void> {
  const { vmid, node = '', type = 'qemu', name, state, config = {}, lock } = fact
  const given = { vmid, node, type, config, run: state ?? 'stopped', age: 600, uptime: 60, agent: 'dead', bootTime: 1 }
  patchWorld(simulator.world, { guests: [{ ...given, ...(name === undefined ? {} : { name }) }] })
  const guest = simulator.world.guests.get(vmid)
  if (!guest) return
  if (fact.config) for (const key of Object.keys(guest.config)) if (!(key in config)) delete guest.config[key]
  if (name !== undefined && type === 'qemu') guest.config.name = name
  if (typeof lock === 'string') guest.config.lock = lock
  if (fact.template === true) guest.config.template = 1
  if (typeof fact.tags === 'string') guest.config.tags = fact.tags
}

function changeOf(guest: Guest, fact: GuestFact): Record<string, unknown> {
  const change: Record<string, unknown> = {}
  const config = configChange(guest, fact)
  if (Object.keys(config).length > 0) change.config = config
  if (fact.node !== undefined && fact.node !== guest.node) change.node = fact.node
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

function configChange(guest: Guest, fact: GuestFact): Record<string, string | number | null> {
  const change: Record<string, string | number | null> = {}
  if (fact.config) {
    const shown = new Set(Object.keys({ ...guest.config, ...guest.pending }))
    for (const key of guest.pendingDelete) shown.delete(key)
    for (const [key, value] of Object.entries(fact.config)) if (!shown.has(key)) change[key] = value
    for (const key of shown) if (!(key in fact.config)) change[key] = null
  }
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
  for (const row of rows) set += applyService(world, row)
  if (!facts.allServices) return set
  const named = new Set(rows.map((row) => row.sid))
  for (const service of world.services.values()) {
    if (named.has(service.sid) || service.deleted) continue
    service.deleted = true
    set += 1
  }
  return set
}

function applyService(world: World, row: ServiceFact): number {
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
  service.deleted = false
  service.request = row.request ?? service.request
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
