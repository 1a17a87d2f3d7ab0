import { settleMembership, votesChange } from '../cluster/membership.ts'
import { privileges } from '../protocol/formats.ts'
import { publish, publishTasks, startStatistics } from '../stats/publish.ts'
import { demoAcl, demoUsers } from './accounts.ts'
import type { GuestDescription, PveVersion, TaskDescription, WorldDescription } from './description.ts'
import { isTemplate, makeGuest } from './guest.ts'
import { isUp, makeNode } from './node.ts'
import { startGrowth } from './growth.ts'
import { makeStorage } from './storage.ts'
import { World } from './world.ts'

export interface WorldOptions {
  readonly scenario: string
  readonly pve: PveVersion
  readonly speed: number
}

export function buildWorld(description: WorldDescription, options: WorldOptions): World {
  const world = new World(options.scenario, options.pve, options.speed, description.beginsAt)
  privileges.isKnown = (name) => world.access.isPrivilege(name)
  addCluster(world, description)
  addStorages(world, description)
  for (const guest of description.guests ?? []) addGuest(world, guest)
  addAccess(world, description)
  addHa(world, description)
  world.jobs = [...(description.jobs ?? [])]
  world.replications = [...(description.replications ?? [])]
  world.options = { ...description.options }
  for (const task of description.tasks ?? []) addTask(world, task)
  world.tasks.onChange = (node, task) => publishTasks(world, node, task)
  world.tasks.onStart = (task) => {
    world.record(task.node, { user: task.authid, msg: `starting task ${task.upid}` })
  }
  world.tasks.onEnd = (task) => {
    const result = task.status === 'OK' ? 'OK' : `${task.status ?? ''}`
    world.record(task.node, { user: task.authid, msg: `end task ${task.upid} ${result}`, pri: result === 'OK' ? 6 : 3 })
  }
  settleFirst(world, description)
  startStatistics(world)
  startGrowth(world, description.storages ?? [])
  return world
}

function addCluster(world: World, description: WorldDescription): void {
  const { cluster } = description
  const now = world.now()
  description.nodes.forEach((given, index) => {
    world.nodes.set(given.name, makeNode(given, { index, clustered: cluster !== undefined, now }))
  })
  if (!cluster) return
  const names = description.nodes.map((given) => given.name)
  for (const node of world.nodes.values()) if (!node.member && node.power === 'off') node.former = names
  world.cluster = {
    name: cluster.name,
    version: cluster.version ?? description.nodes.length,
    qdevice: cluster.qdevice && {
      host: cluster.qdevice.host,
      connected: cluster.qdevice.connected ?? true,
      stoppedOn: new Set(),
    },
  }
}

function addStorages(world: World, description: WorldDescription): void {
  for (const given of description.storages ?? []) {
    world.storages.set(given.id, makeStorage(given, world.now()))
  }
}

export function addGuest(world: World, given: GuestDescription): void {
  world.guests.set(given.vmid, makeGuest(given, world.now()))
  if (!world.nodes.get(given.node)?.member && world.cluster) world.ghosts.add(given.node)
  world.touch()
}

function addAccess(world: World, description: WorldDescription): void {
  const access = description.access ?? {}
  const poor = access.poorReadingToken ?? false
  const users = access.bare ? [{ userid: 'root@pam', password: 'steward-demo' }] : demoUsers(poor)
  for (const user of [...users, ...(access.users ?? [])]) world.access.addUser(user)
  for (const [role, privs] of Object.entries(access.roles ?? {}))
    world.access.roles.set(role, { privs: new Set(privs), special: false })
  for (const [group, comment] of Object.entries(access.groups ?? {})) world.access.groups.set(group, { comment })
  const firstTwo = [...world.guests.values()].filter((guest) => !isTemplate(guest)).slice(0, 2)
  const demo = access.bare ? [] : demoAcl(firstTwo.map((guest) => guest.vmid))
  for (const entry of [...demo, ...(access.acl ?? [])]) world.access.addAcl(entry)
  for (const pool of access.pools ?? []) {
    world.access.pools.set(pool.poolid, {
      comment: pool.comment,
      guests: new Set(pool.guests),
      storages: new Set(pool.storages),
    })
  }
  world.access.changed()
}

function addHa(world: World, description: WorldDescription): void {
  const { masterGoneFor = 0 } = description.ha ?? {}
  // 8 cannot do that yet.
  const disarmed = world.pve !== '8.4' && (description.ha?.disarmed ?? false)
  world.haArmed = disarmed ? 'disarmed' : 'armed'
  const first = world.members()[0]
  if (first) world.lastMaster = { node: first.name, at: world.now() - masterGoneFor * 1000 }
  world.haRules = (description.ha?.rules ?? []).map((rule) => ({ ...rule }))
  for (const given of description.ha?.resources ?? []) {
    const vmid = Number(given.sid.split(':')[1])
    const request = given.state ?? 'started'
    world.services.set(given.sid, {
      sid: given.sid,
      vmid,
      request,
      crm: given.crm ?? (disarmed ? 'freeze' : request),
      node: world.guests.get(vmid)?.node ?? '',
      comment: given.comment,
      maxRestart: given.max_restart,
      maxRelocate: given.max_relocate,
      since: world.now(),
      timeout: undefined,
      target: undefined,
      work: undefined,
      failures: 0,
      running: (given.crm ?? request) === 'started',
      deleted: false,
    })
  }
}

function addTask(world: World, given: TaskDescription): void {
  const request = { node: given.node, type: given.type, id: given.id ?? '', authid: given.user ?? 'root@pam' }
  const task = world.tasks.remember(request, world.seconds() - given.age, given.log ?? [])
  if (given.duration !== undefined) {
    task.status = given.status ?? 'OK'
    task.endtime = task.starttime + given.duration
    task.log.push(
      task.status === 'OK'
        ? 'TASK OK'
        : task.status.startsWith('WARNINGS')
          ? `TASK ${task.status}`
          : `TASK ERROR: ${task.status}`,
    )
    if (task.status === 'unexpected status') task.log.pop()
    return
  }
  if (world.nodes.get(given.node)?.power === 'off') {
    task.orphaned = true
    return
  }
  const guest = world.guests.get(Number(given.id))
  world.tasks.resume(task, async (worker) => {
    if (given.holdsLock && guest) await worker.lock(guest.flock, '')
    if (given.remaining === undefined) await worker.forever()
    else await worker.sleep(given.remaining)
    if (given.endsAs !== undefined) throw new Error(given.endsAs)
  })
}

/** Everybody has been up for a while, so everybody has heard everything; only then do the troubles of the scenario begin. */
function settleFirst(world: World, description: WorldDescription): void {
  description.cut?.forEach((group, index) => {
    for (const name of group) world.networkGroup.set(name, index + 1)
  })
  for (const node of world.nodes.values()) if (isUp(node)) node.members = new Set([node.name])
  settleMembership(world)
  for (const node of world.nodes.values()) node.shownQuorate = node.quorate
  expectVotes(world, description.cluster?.expected)
  for (const node of world.nodes.values()) publish(world, node)
  for (const node of world.nodes.values()) publishTasks(world, node.name)
  for (const given of description.storages ?? [])
    hangStorage(world, given.hangsOn ?? [], given.id, given.hangingFor ?? 0)
  rememberLost(world)
}

function expectVotes(world: World, expected: number | undefined): void {
  if (expected === undefined) return
  for (const node of world.members()) if (isUp(node)) node.expected = expected
  votesChange(world)
}

function hangStorage(world: World, nodes: readonly string[], id: string, since: number): void {
  for (const name of nodes) {
    world.nodes.get(name)?.hanging.add(id)
    for (const viewer of world.nodes.values()) {
      const record = viewer.heard.get(name)
      if (record)
        viewer.heard.set(name, {
          ...record,
          at: record.at - since * 1000,
          storagesAt: record.storagesAt - since * 1000,
        })
    }
  }
}

/** A node that is gone for less than five minutes is still remembered with its last figures. */
function rememberLost(world: World): void {
  for (const lost of world.nodes.values()) {
    if (lost.power !== 'off') continue
    const tasks = world.tasks.broadcast(lost.name)
    for (const viewer of world.nodes.values()) if (isUp(viewer)) viewer.heardTasks.set(lost.name, tasks)
  }
}
