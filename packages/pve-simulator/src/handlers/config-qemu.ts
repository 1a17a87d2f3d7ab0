import { allocateDrives, checkDrives, driveKey } from '../guests/drives.ts'
import { needConfigRights } from '../guests/config-rights.ts'
import { digestOf, needDigest } from '../guests/digest.ts'
import { needUnlocked, needWritable, takeFlock, withFlock } from '../guests/files.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { hash, hex } from '../sim/random.ts'
import { bytesOf, isRunning, lockOf, parseDrive, sizeText, type Config, type Guest } from '../world/guest.ts'
import { guestTask, refuseRootOnly } from './power-qemu.ts'

type Row = Record<string, unknown>

const notConfig = new Set([
  'node',
  'vmid',
  'digest',
  'delete',
  'revert',
  'skiplock',
  'force',
  'background_delay',
  'import-working-storage',
  'current',
  'snapshot',
])

/** These take effect at once even while the machine runs; the rest waits for its next start. */
const hot =
  /^(?:lock|name|onboot|shares|startup|description|protection|vmstatestorage|hookscript|tags|net\d+|(?:scsi|virtio|sata|ide|unused|efidisk|tpmstate)\d+|ci.*|sshkeys|ipconfig\d+|nameserver|searchdomain)$/

export const configOf = (call: Call): Config => {
  const result: Config = {}
  for (const [key, value] of Object.entries(call.params)) {
    if (!notConfig.has(key))
      result[key] =
        typeof value === 'boolean'
          ? value
            ? 1
            : 0
          : typeof value === 'number'
            ? value
            : Array.isArray(value)
              ? value.join(',')
              : String(value)
  }
  return result
}

const masked = (key: string, value: unknown): unknown => (key === 'cipassword' ? '**********' : value)

/** What is staged is shown as if it were so, unless `current` is asked for. */
function config(call: Call): Row {
  const guest = call.qemu()
  const name = call.text('snapshot')
  const snapshot = name === undefined ? undefined : guest.snapshots.find((one) => one.name === name)
  if (name !== undefined && !snapshot) throw failure(`snapshot '${name}' does not exist`)
  const merged: Row = { ...(snapshot?.config ?? guest.config) }
  if (!call.flag('current') && !snapshot) {
    Object.assign(merged, guest.pending)
    for (const key of guest.pendingDelete) delete merged[key]
  }
  if (guest.parent !== undefined && !snapshot) merged.parent = guest.parent
  for (const key of Object.keys(merged)) merged[key] = masked(key, merged[key])
  return { ...merged, digest: digestOf(guest) }
}

export function pendingRows(guest: Guest): Row[] {
  const keys = new Set([...Object.keys(guest.config), ...Object.keys(guest.pending)])
  return [...keys].map((key) => ({
    key,
    ...(guest.config[key] === undefined ? {} : { value: masked(key, guest.config[key]) }),
    ...(guest.pending[key] === undefined ? {} : { pending: masked(key, guest.pending[key]) }),
    ...(guest.pendingDelete.has(key) ? { delete: 1 } : {}),
  }))
}

interface Change {
  readonly set: Config
  readonly remove: readonly string[]
  readonly revert: readonly string[]
}

function prepare(call: Call): Change {
  refuseRootOnly(call, ['skiplock'])
  const change = { set: configOf(call), remove: call.list('delete'), revert: call.list('revert') }
  checkValues(call, change.set)
  needConfigRights(call, change.set, change.remove)
  checkDrives(call, change.set)
  return change
}

function checkValues(call: Call, set: Config): void {
  const keys = set.sshkeys === undefined ? '' : decodeURIComponent(String(set.sshkeys))
  const strange = keys
    .split('\n')
    .find((line) => line.trim() !== '' && !/^(?:ssh-|ecdsa-|sk-)\S+ [A-Za-z0-9+/=]{16,}/.test(line.trim()))
  if (strange !== undefined) throw failure('SSH public key validation error')
  for (const key of call.list('delete'))
    if (set[key] !== undefined)
      throw badParams({ delete: `Cannot use '-${key}' and '-delete ${key}' at the same time` })
}

/** Judged with the lock held, against the configuration as it is by then. */
function change(call: Call, guest: Guest, wish: Change, log: (line: string) => void): void {
  needDigest(call, guest)
  const hibernated = lockOf(guest) === 'suspended' && wish.remove.includes('vmstate')
  if (!call.flag('skiplock') && !hibernated) needUnlocked(guest)
  checkBoot(guest, wish.set)
  checkMemory(guest, wish.set)
  needWritable(call.world, guest)
  if (hibernated)
    for (const key of ['lock', 'runningmachine', 'runningcpu', 'running-nets-host-mtu']) delete guest.config[key]
  for (const key of wish.revert) {
    delete guest.pending[key]
    guest.pendingDelete.delete(key)
  }
  const set = allocateDrives(call, guest, wish.set, log)
  for (const key of wish.remove) removeKey(guest, key)
  for (const [key, value] of Object.entries(set)) setKey(guest, key, value)
  call.world.touch()
}

function checkBoot(guest: Guest, set: Config): void {
  const order = /order=([^,]+)/.exec(String(set.boot ?? ''))?.[1]?.split(';') ?? []
  const missing = order.find((key) => guest.config[key] === undefined && set[key] === undefined)
  if (missing !== undefined) throw failure(`invalid bootorder: device '${missing}' does not exist'`)
}

/** Looked at only when one of the two is set. */
function checkMemory(guest: Guest, set: Config): void {
  if (set.memory === undefined && set.balloon === undefined) return
  const memory = Number(set.memory ?? guest.config.memory ?? 512)
  const balloon = Number(set.balloon ?? guest.config.balloon ?? 0)
  if (balloon > memory) throw failure('balloon value too large (must be smaller than assigned memory)')
}

function removeKey(guest: Guest, key: string): void {
  const value = guest.config[key]
  if (value === undefined) return void delete guest.pending[key]
  if (isRunning(guest) && !hot.test(key)) {
    delete guest.pending[key]
    guest.pendingDelete.add(key)
    return
  }
  delete guest.config[key]
  if (driveKey.test(key)) keepUnused(guest, String(value))
}

/** A detached disk is not deleted: it stays as `unusedN`. */
function keepUnused(guest: Guest, value: string): void {
  const drive = parseDrive('', value)
  if (drive.cdrom || drive.storage === undefined) return
  const free = Array.from({ length: 256 }, (_, index) => `unused${index}`).find(
    (key) => guest.config[key] === undefined,
  )
  if (free !== undefined) guest.config[free] = drive.volid
}

function setKey(guest: Guest, key: string, value: Config[string]): void {
  guest.pendingDelete.delete(key)
  if (isRunning(guest) && !hot.test(key)) {
    if (guest.config[key] === value) delete guest.pending[key]
    else guest.pending[key] = value
    return
  }
  if (driveKey.test(key)) attach(guest, key, value)
  else guest.config[key] = value
}

function attach(guest: Guest, key: string, value: Config[string]): void {
  const drive = parseDrive(key, value)
  const before = guest.config[key]
  const unused = Object.entries(guest.config).find(
    ([one, volid]) => one.startsWith('unused') && volid === drive.volid,
  )?.[0]
  if (unused !== undefined) delete guest.config[unused]
  const old = before === undefined ? undefined : parseDrive(key, before)
  if (old && old.volid !== drive.volid) keepUnused(guest, String(before))
  const size =
    drive.size > 0 || drive.volid === 'none' ? undefined : old?.volid === drive.volid ? old.size : 32 * 1024 ** 3
  guest.config[key] = size === undefined || drive.cdrom ? value : `${value},size=${sizeText(size)}`
}

async function put(call: Call): Promise<null> {
  const wish = prepare(call)
  const guest = call.qemu()
  await withFlock(call.world, guest, () => change(call, guest, wish, () => {}))
  return null
}

function post(call: Call): string {
  const wish = prepare(call)
  const guest = call.qemu()
  if (!call.flag('skiplock')) needUnlocked(guest)
  return guestTask(call, 'qmconfig', async (worker, one) => {
    await takeFlock(worker, one)
    const options = [
      ...Object.entries(wish.set).map(([key, value]) => `-${key} ${value}`),
      ...(wish.remove.length > 0 ? [`-delete ${wish.remove.join(',')}`] : []),
    ]
    worker.log(`update VM ${one.vmid}: ${options.join(' ')}`)
    change(call, one, wish, (line) => worker.log(line))
  })
}

function resize(call: Call): string {
  const disk = call.needed('disk')
  refuseRootOnly(call, ['skiplock'])
  call.qemu()
  return guestTask(call, 'resize', async (worker, guest) => {
    await takeFlock(worker, guest)
    needDigest(call, guest)
    if (!call.flag('skiplock')) needUnlocked(guest)
    const value = guest.config[disk]
    if (value === undefined) throw new Error(`disk '${disk}' does not exist`)
    const drive = parseDrive(disk, value)
    if (drive.cdrom) throw new Error("you can't resize a cdrom")
    const size = newSize(call.needed('size'), drive.size)
    if (size < drive.size) throw new Error('shrinking disks is not supported')
    needWritable(call.world, guest)
    await worker.sleep(0.5)
    if (size > drive.size) if (!isRunning(guest)) worker.log('Image resized.')
    guest.config[disk] =
      `${drive.volid},${[...drive.options.split(',').filter((part) => part !== '' && !part.startsWith('size=')), `size=${sizeText(size)}`].join(',')}`
    call.world.touch()
  })
}

export const newSize = (text: string, before: number): number =>
  text.startsWith('+') ? before + bytesOf(text.slice(1)) : bytesOf(text)

const cloudKeys = /^(?:ciuser|cipassword|citype|ciupgrade|cicustom|sshkeys|nameserver|searchdomain|ipconfig\d+)$/

function cloudInit(call: Call): Row[] {
  // Addresses are listed only while they wait.
  const isListed = (row: Row): boolean => !String(row.key).startsWith('ipconfig') || row.pending !== undefined
  return pendingRows(call.qemu()).filter((row) => cloudKeys.test(String(row.key)) && isListed(row))
}

async function regenerate(call: Call): Promise<null> {
  const guest = call.qemu()
  await withFlock(call.world, guest, () => {
    needWritable(call.world, guest)
    // What waited for the drive is on it now.
    for (const [key, value] of Object.entries(guest.pending)) {
      if (!cloudKeys.test(key)) continue
      guest.config[key] = value
      delete guest.pending[key]
    }
    call.world.touch()
  })
  return null
}

function dump(call: Call): string {
  const guest = call.qemu()
  const kind = call.needed('type')
  if (kind === 'user') return userData(call, guest)
  if (kind === 'meta') return `instance-id: ${hex(hash(userData(call, guest) + networkData(guest)), 40)}\n`
  return networkData(guest)
}

/** The password's hash is for those who may change it (qemu-server: src/PVE/QemuServer/Cloudinit.pm). */
function userData(call: Call, guest: Guest): string {
  const { ciuser, cipassword, sshkeys, ciupgrade, searchdomain } = guest.config
  const name = String(guest.config.name ?? `VM${guest.vmid}`)
  const fqdn = name.includes('.') || searchdomain === undefined ? name : `${name}.${searchdomain}`
  const shown = call.may(`/vms/${guest.vmid}`, 'VM.Config.Cloudinit')
    ? `$5$${hex(guest.seed, 8)}$${hex(guest.seed + 3, 43)}`
    : '**********'
  const keys =
    sshkeys === undefined
      ? []
      : decodeURIComponent(String(sshkeys))
          .split('\n')
          .filter((line) => line !== '')
  return [
    '#cloud-config',
    `hostname: ${name.split('.')[0] ?? name}`,
    'manage_etc_hosts: true',
    `fqdn: ${fqdn}`,
    ...(ciuser === undefined ? [] : [`user: ${ciuser}`]),
    ...(cipassword === undefined ? [] : [`password: ${shown}`]),
    ...(keys.length === 0 ? [] : ['ssh_authorized_keys:', ...keys.map((key) => `  - ${key}`)]),
    'chpasswd:',
    '  expire: False',
    'users:',
    '  - default',
    ...(Number(ciupgrade ?? 1) === 1 ? ['package_upgrade: true'] : []),
    '',
  ].join('\n')
}

function networkData(guest: Guest): string {
  const lines = ['version: 1', 'config:']
  for (const [key, value] of Object.entries(guest.config)) {
    const index = /^ipconfig(\d+)$/.exec(key)?.[1]
    if (index === undefined) continue
    const mac = /([0-9A-F]{2}(?::[0-9A-F]{2}){5})/i.exec(String(guest.config[`net${index}`] ?? ''))?.[1] ?? ''
    lines.push(
      '    - type: physical',
      `      name: eth${index}`,
      `      mac_address: '${mac.toLowerCase()}'`,
      '      subnets:',
      ...subnet(String(value)),
    )
  }
  const dns = String(guest.config.nameserver ?? '127.0.0.1').split(/\s+/)
  lines.push(
    '    - type: nameserver',
    '      address:',
    ...dns.map((one) => `      - '${one}'`),
    '      search:',
    `      - '${String(guest.config.searchdomain ?? 'home.arpa')}'`,
    '',
  )
  return lines.join('\n')
}

function subnet(value: string): string[] {
  const ip = /(?:^|,)ip=([^,]+)/.exec(value)?.[1]
  const gateway = /gw=([^,]+)/.exec(value)?.[1]
  if (ip === undefined || ip === 'dhcp') return gateway === undefined ? ['      - type: dhcp4'] : []
  const [address = '', bits = '24'] = ip.split('/')
  const mask = [0, 1, 2, 3].map((part) => 256 - 2 ** (8 - Math.min(8, Math.max(0, Number(bits) - part * 8))))
  const lines = ['      - type: static', `        address: '${address}'`, `        netmask: '${mask.join('.')}'`]
  return gateway === undefined ? lines : [...lines, `        gateway: '${gateway}'`]
}

export const qemuConfigHandlers: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/config': config,
  'PUT /nodes/{node}/qemu/{vmid}/config': put,
  'POST /nodes/{node}/qemu/{vmid}/config': post,
  'GET /nodes/{node}/qemu/{vmid}/pending': (call) => [
    ...pendingRows(call.qemu()),
    { key: 'digest', value: digestOf(call.qemu()) },
  ],
  'PUT /nodes/{node}/qemu/{vmid}/resize': resize,
  'GET /nodes/{node}/qemu/{vmid}/cloudinit': cloudInit,
  'PUT /nodes/{node}/qemu/{vmid}/cloudinit': regenerate,
  'GET /nodes/{node}/qemu/{vmid}/cloudinit/dump': dump,
}
