import { lockedText } from '../guests/files.ts'
import { localDisks, migrateBody } from '../guests/migrate.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { shuffled } from '../sim/random.ts'
import { isRunning, lockOf, type Guest } from '../world/guest.ts'
import { isOnNode } from '../world/storage.ts'
import { haMigrate } from './ha-requests.ts'
import { guestTask, refuseRootOnly } from './power-qemu.ts'

type Row = Record<string, unknown>

function preconditions(call: Call): Row {
  const { world } = call
  const guest = call.qemu()
  const others = shuffled(
    world.knownTo(call.node).filter((node) => node.name !== guest.node && call.node.members.has(node.name)),
  )
  const unavailable = (name: string): string[] =>
    [...world.storages.values()]
      .filter(
        (one) =>
          one.nodes &&
          !isOnNode(one, name) &&
          Object.values(guest.config).some((value) => String(value).startsWith(`${one.id}:`)),
      )
      .map((one) => one.id)
  return {
    running: isRunning(guest) ? 1 : 0,
    'has-dbus-vmstate': 1,
    allowed_nodes: others.filter((node) => unavailable(node.name).length === 0).map((node) => node.name),
    not_allowed_nodes: Object.fromEntries(
      others.map((node) => [
        node.name,
        unavailable(node.name).length > 0 ? { unavailable_storages: unavailable(node.name) } : {},
      ]),
    ),
    local_disks: localDisks(world, guest).map((drive) => ({
      volid: drive.volid,
      drivename: drive.key,
      size: drive.size,
      shared: 0,
      replicate: 1,
      cdrom: drive.cdrom ? 1 : 0,
      is_attached: 1,
      is_unused: drive.key.startsWith('unused') ? 1 : 0,
      is_cloudinit: drive.volid.includes('cloudinit') ? 1 : 0,
      is_vmstate: 0,
      is_tpmstate: drive.key.startsWith('tpmstate') ? 1 : 0,
    })),
    local_resources: Object.keys(guest.config).filter(
      (key) => /^(?:hostpci|usb)\d+$/.test(key) && !String(guest.config[key]).includes('mapping='),
    ),
    'mapped-resources': [],
    'mapped-resource-info': {},
  }
}

function migrate(call: Call, guest: Guest): string {
  refuseRootOnly(call, ['force', 'migration_type', 'migration_network'])
  const { world } = call
  const target = call.needed('target')
  if (target === guest.node) throw badParams({ target: 'target is local node.' })
  const node = world.nodes.get(target)
  if (!node?.member) throw failure(`no such cluster node '${target}'`)
  call.needQuorum()
  const storage = call.text('targetstorage') ?? call.text('target-storage')
  for (const part of storage === undefined ? [] : storage.split(',')) world.storage(part.split(':').at(-1) ?? '')
  const lxc = guest.type === 'lxc'
  const online = lxc ? call.flag('restart') || call.flag('online') : call.flag('online')
  if (isRunning(guest) && !online && !world.haManaged(guest))
    throw failure(
      lxc
        ? "can't migrate running container without --online or --restart"
        : "can't migrate running VM without --online",
    )
  if (lockOf(guest) !== undefined) throw failure(lockedText(guest))
  const devices = Object.keys(guest.config).filter(
    (key) => /^(?:hostpci|usb)\d+$/.test(key) && !String(guest.config[key]).includes('mapping='),
  )
  if (devices.length > 0 && isRunning(guest))
    throw failure(`can't migrate VM which uses local devices: ${devices.join(', ')}`)
  const ha = haMigrate(call, guest, target)
  if (ha !== undefined) return ha
  const wish = {
    target,
    online,
    withLocalDisks: call.flag('with-local-disks') || storage !== undefined,
    bwlimit: call.number('bwlimit'),
  }
  return guestTask(call, lxc ? 'vzmigrate' : 'qmigrate', (worker, one) => migrateBody(world, one, worker, wish))
}

export const migrateHandlers: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/migrate': preconditions,
  'POST /nodes/{node}/qemu/{vmid}/migrate': (call) => migrate(call, call.qemu()),
  'POST /nodes/{node}/lxc/{vmid}/migrate': (call) => migrate(call, call.lxc()),
}
