import { Serialised } from '../protocol/serialised.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { shuffled } from '../sim/random.ts'
import { heardOf, isFresh } from '../stats/publish.ts'
import { isTemplate, lockOf, maxCpu, maxDisk, maxMemory, nameOf, type Guest } from '../world/guest.ts'
import { isSeen, type Node, type Published } from '../world/node.ts'
import { isOnNode, type Storage } from '../world/storage.ts'
import type { World } from '../world/world.ts'
import { hastateOf, nodeHastate } from '../cluster/ha-view.ts'

type Row = Record<string, unknown>

/** How the answering node sees another: gone, silent for five minutes, or well. */
function shownNodeStatus(world: World, viewer: Node, node: Node): 'online' | 'offline' | 'unknown' {
  if (node !== viewer && !isSeen(viewer, node)) return 'offline'
  return heardOf(world, viewer, node.name) ? 'online' : 'unknown'
}

function nodeRow(call: Call, node: Node): Row {
  const { world } = call
  const record = heardOf(world, call.node, node.name)
  const status = shownNodeStatus(world, call.node, node)
  const row: Row = { id: `node/${node.name}`, node: node.name, type: 'node', status }
  if (record) row.level = ''
  if (!call.may(`/nodes/${node.name}`, 'Sys.Audit') || !record) return row
  Object.assign(row, { maxcpu: node.cpus, maxmem: node.memory, maxdisk: node.root })
  if (status === 'online') Object.assign(row, record.node)
  return row
}

function guestRow(world: World, record: Published | undefined, guest: Guest): Row {
  const row: Row = { id: `${guest.type}/${guest.vmid}`, type: guest.type, vmid: guest.vmid, node: guest.node }
  const lock = lockOf(guest)
  if (lock !== undefined) row.lock = lock
  if (guest.config.tags !== undefined) row.tags = guest.config.tags
  const pool = world.access.poolOf(guest.vmid)
  if (pool !== undefined) row.pool = pool
  const hastate = hastateOf(world, guest)
  if (hastate !== undefined) row.hastate = hastate
  const figures = record?.guests.get(guest.vmid)
  if (!figures) return { ...row, status: 'unknown' }
  const { memhost, ...rest } = figures
  return {
    ...row,
    ...rest,
    ...(world.pve === '8.4' ? {} : { memhost }),
    name: nameOf(guest),
    template: isTemplate(guest) ? 1 : 0,
    maxcpu: maxCpu(guest),
    maxmem: maxMemory(guest),
    maxdisk: maxDisk(guest),
  }
}

function storageRow(world: World, viewer: Node, node: Node, storage: Storage): Row {
  const record = heardOf(world, viewer, node.name)
  const figures = record && isFresh(world, record.storagesAt) ? record.storages.get(storage.id) : undefined
  return {
    id: `storage/${node.name}/${storage.id}`,
    type: 'storage',
    storage: storage.id,
    node: node.name,
    plugintype: storage.type,
    content: storage.content,
    shared: storage.shared ? 1 : 0,
    status: figures?.active ? 'available' : 'unknown',
    ...(figures?.active
      ? {
          disk: figures.used,
          maxdisk: figures.total,
        }
      : {}),
  }
}

/** The rows of a node's guests as text. They change only when that node reports or a configuration is written. */
const fragments = new WeakMap<
  Node,
  Map<string, { record: Published | undefined; version: number; all: Map<number, string> }>
>()

function guestTexts(world: World, viewer: Node, name: string): Map<number, string> {
  const record = heardOf(world, viewer, name)
  const version = world.configVersion
  const ofViewer = fragments.get(viewer) ?? new Map()
  fragments.set(viewer, ofViewer)
  const known = ofViewer.get(name)
  if (known && known.record === record && known.version === version) return known.all
  const all = new Map(world.guestsOn(name).map((guest) => [guest.vmid, JSON.stringify(guestRow(world, record, guest))]))
  ofViewer.set(name, { record, version, all })
  return all
}

function guestRows(call: Call): string[] {
  const { world, node, authid, permissions } = call
  const rows: string[] = []
  for (const name of shuffled([...world.foldersOf(node)])) {
    for (const [vmid, text] of guestTexts(world, node, name))
      if (permissions.has(authid, `/vms/${vmid}`, 'VM.Audit')) rows.push(text)
  }
  return rows
}

function poolRows(call: Call): Row[] {
  const { world } = call
  return [...world.access.pools].flatMap(([id, pool]) => {
    if (!call.may(`/pool/${id}`, 'Pool.Audit')) return []
    const row = { id: `/pool/${id}`, type: 'pool', pool: id, cpu: 0, maxcpu: 0, mem: 0, maxmem: 0, uptime: 0 }
    for (const vmid of pool.guests) {
      const guest = world.guests.get(vmid)
      const figures = guest && heardOf(world, call.node, guest.node)?.guests.get(vmid)
      if (!guest || !figures) continue
      const before = row.maxcpu
      row.maxcpu += maxCpu(guest)
      row.cpu = row.maxcpu === 0 ? 0 : (row.cpu * before + figures.cpu * maxCpu(guest)) / row.maxcpu
      row.mem += figures.mem
      row.maxmem += maxMemory(guest)
      row.uptime = Math.max(row.uptime, figures.uptime)
    }
    return [row]
  })
}

/** 9 lists the local network of each node, 8 calls it SDN; neither ever says that it is gone. */
function networkRow(world: World, node: Node): Row {
  if (world.pve === '8.4')
    return { id: `sdn/${node.name}/localnetwork`, type: 'sdn', sdn: 'localnetwork', node: node.name, status: 'ok' }
  return {
    id: `network/${node.name}/zone/localnetwork`,
    type: 'network',
    network: 'localnetwork',
    node: node.name,
    'network-type': 'zone',
    status: 'ok',
  }
}

function resources(call: Call): Serialised {
  const { world } = call
  const kind = call.text('type')
  const rows: string[] = []
  const members = shuffled(world.knownTo(call.node))
  if (kind === undefined) rows.push(...poolRows(call).map((row) => JSON.stringify(row)))
  if (kind === undefined || kind === 'vm') rows.push(...guestRows(call))
  if (kind === undefined || kind === 'node')
    rows.push(...members.map((node) => JSON.stringify(fullNodeRow(call, node))))
  if (kind === undefined || kind === 'storage') {
    for (const storage of world.storages.values()) {
      if (storage.disabled || !call.may(`/storage/${storage.id}`, 'Datastore.Audit', 'Datastore.AllocateSpace'))
        continue
      for (const node of members)
        if (isOnNode(storage, node.name)) rows.push(JSON.stringify(storageRow(world, call.node, node, storage)))
    }
  }
  if ((kind === undefined || kind === 'sdn') && call.may('/sdn/zones/localnetwork', 'SDN.Audit'))
    rows.push(...members.map((node) => JSON.stringify(networkRow(world, node))))
  return new Serialised(`[${rows.join(',')}]`)
}

function fullNodeRow(call: Call, node: Node): Row {
  const row = nodeRow(call, node)
  if (call.node.heard.has(node.name)) row['cgroup-mode'] = 2
  const hastate = nodeHastate(call.world, node)
  return hastate === undefined || call.world.pve === '8.4' || row.uptime === undefined ? row : { ...row, hastate }
}

function nodes(call: Call): Row[] {
  return shuffled(call.world.knownTo(call.node)).map((node) => ({
    ...nodeRow(call, node),
    ...fingerprintOf(call.world, node),
  }))
}

const fingerprintOf = (world: World, node: Node): Row => {
  const fingerprint = world.fingerprints.get(node.name)
  return fingerprint === undefined ? {} : { ssl_fingerprint: fingerprint }
}

export const resourceHandlers: Handlers = {
  'GET /cluster/resources': resources,
  'GET /nodes': nodes,
}
