import { drivesOf, lockOf, nameOf } from '../world/guest.ts'
import { votesOf } from '../cluster/membership.ts'
import type { World } from '../world/world.ts'

/** What is really so, for a test to compare with what the API says. */
export function dumpWorld(world: World): object {
  return {
    scenario: world.scenario,
    pve: world.pve,
    now: world.now() / 1000,
    cluster: world.cluster,
    nodes: [...world.nodes.values()].map((node) => ({
      name: node.name,
      id: node.id,
      ip: node.ip,
      member: node.member,
      power: node.power,
      hung: node.hung,
      apiOpen: node.apiOpen,
      members: [...node.members],
      quorate: node.quorate,
      shownQuorate: node.shownQuorate,
      expected: node.expected,
      votes: votesOf(
        world,
        node,
        world.members().filter((other) => world.hears(node, other)),
      ),
      busyWorkers: node.busyWorkers,
      hangingStorages: [...node.hanging],
      maintenance: node.maintenance,
      services: Object.fromEntries(node.services),
    })),
    guests: [...world.guests.values()].map((guest) => ({
      vmid: guest.vmid,
      type: guest.type,
      node: guest.node,
      name: nameOf(guest),
      state: guest.state,
      lock: lockOf(guest),
      behaviour: guest.behaviour,
      agent: guest.agent,
      flockHeld: guest.flock.owner !== undefined,
      config: guest.config,
      pending: guest.pending,
      pendingDelete: [...guest.pendingDelete],
      snapshots: guest.snapshots.map((one) => one.name),
      disks: drivesOf(guest.config).map((drive) => drive.volid),
    })),
    storages: [...world.storages.values()].map((storage) => ({
      ...storage,
      used: Object.fromEntries(storage.used),
      offlineOn: [...storage.offlineOn],
    })),
    tasks: [...world.tasks.byUpid.values()]
      .slice(-2000)
      .map(({ upid, node, type, id, authid, starttime, endtime, status, log }) => ({
        upid,
        node,
        type,
        id,
        authid,
        starttime,
        endtime,
        status,
        log,
      })),
    ha: [...world.services.values()],
    users: [...world.access.users.keys()],
    acl: world.access.acl,
  }
}
