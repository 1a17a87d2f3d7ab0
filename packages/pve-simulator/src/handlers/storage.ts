import { digestText } from '../guests/digest.ts'
import { volumePath } from '../guests/files.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { shuffled } from '../sim/random.ts'
import { drivesOf } from '../world/guest.ts'
import { isFileBased, isOnNode, makeStorage, pathOf, usedOn, volumesOn, type Storage } from '../world/storage.ts'

type Row = Record<string, unknown>

const readable = (call: Call, storage: Storage): boolean =>
  call.may(`/storage/${storage.id}`, 'Datastore.Audit', 'Datastore.AllocateSpace')

/** The words of a list come from a Perl hash, so in no order. */
const contentText = (storage: Storage): string => shuffled(storage.content.split(',')).join(',')

function configRow(storage: Storage, all: readonly Storage[]): Row {
  return {
    storage: storage.id,
    type: storage.type,
    content: contentText(storage),
    digest: digestText(all.map((one) => [one.id, one.content])),
    ...storage.config,
    ...(storage.shared ? { shared: 1 } : {}),
    ...(storage.disabled ? { disable: 1 } : {}),
    ...(storage.nodes === undefined ? {} : { nodes: storage.nodes.join(',') }),
  }
}

const index = (call: Call): Row[] => {
  const all = [...call.world.storages.values()]
  return all.filter((storage) => readable(call, storage)).map((storage) => configRow(storage, all))
}

function figures(call: Call, storage: Storage): Row {
  const active = !storage.offlineOn.has(call.node.name) && !storage.disabled
  const used = active ? usedOn(storage, call.node.name) : 0
  const total = active ? storage.total : 0
  return {
    type: storage.type,
    content: contentText(storage),
    shared: storage.shared ? 1 : 0,
    enabled: storage.disabled ? 0 : 1,
    active: active ? 1 : 0,
    total,
    used,
    avail: Math.max(0, total - used),
  }
}

/** Every storage is activated for this list, so one that hangs keeps the whole answer, and a worker with it. */
async function onNode(call: Call): Promise<Row[]> {
  const wanted = call.text('storage')
  const contents = call.list('content')
  const here = [...call.world.storages.values()].filter(
    (storage) =>
      isOnNode(storage, call.node.name) &&
      readable(call, storage) &&
      (wanted === undefined || storage.id === wanted) &&
      (contents.length === 0 || contents.some((one) => storage.content.split(',').includes(one))) &&
      !(call.flag('enabled') && storage.disabled),
  )
  await call.storageAnswers(here.filter((storage) => !storage.disabled).map((storage) => storage.id))
  return here.map((storage) => {
    const row: Row = { storage: storage.id, ...figures(call, storage) }
    if (Number(row.total) > 0) row.used_fraction = Number(row.used) / Number(row.total)
    return call.flag('format')
      ? {
          ...row,
          formats: { supported: ['qcow2', 'raw', 'subvol', 'vmdk'], default: 'raw' },
          format: [{ raw: 1, qcow2: 1, vmdk: 1, subvol: 1 }, 'raw'],
        }
      : row
  })
}

async function status(call: Call): Promise<Row> {
  const storage = call.world.storages.get(call.needed('storage'))
  if (!storage || !isOnNode(storage, call.node.name)) throw badParams({ storage: 'No such storage.' })
  await call.storageAnswers([storage.id])
  return figures(call, storage)
}

function needStorage(call: Call): Storage {
  const storage = call.world.storage(call.needed('storage'))
  if (!isOnNode(storage, call.node.name))
    throw failure(`storage '${storage.id}' is not available on node '${call.node.name}'`)
  if (storage.disabled) throw failure(`storage '${storage.id}' is disabled`)
  return storage
}

async function content(call: Call): Promise<Row[]> {
  const storage = needStorage(call)
  await call.storageAnswers([storage.id])
  if (storage.offlineOn.has(call.node.name)) throw failure(`storage '${storage.id}' is not online`)
  const wanted = call.text('content')
  const vmid = call.number('vmid')
  const rows = [...files(call, storage), ...images(call, storage)]
  return rows.filter(
    (row) =>
      (wanted === undefined || row.content === wanted) &&
      (vmid === undefined || row.vmid === undefined || row.vmid === vmid),
  )
}

function files(call: Call, storage: Storage): Row[] {
  return volumesOn(storage, call.node.name).map((volume) => ({
    volid: `${storage.id}:${volume.name}`,
    content: volume.content,
    format: volume.format,
    size: volume.size,
    ctime: volume.ctime,
    ...(volume.vmid === undefined ? {} : { vmid: volume.vmid }),
    ...(volume.content === 'backup' ? { subtype: volume.name.includes('-lxc-') ? 'lxc' : 'qemu' } : {}),
    ...(volume.notes === undefined ? {} : { notes: volume.notes }),
    ...(volume.protected ? { protected: 1 } : {}),
    ...(volume.used === undefined ? {} : { used: volume.used }),
  }))
}

/** `local:9000/base-…/9010/vm-…`: the second lies on the first. */
const parentOf = (volid: string): string | null => {
  const [folder = '', base = '', own] = volid.slice(volid.indexOf(':') + 1).split('/')
  return own === undefined ? null : `../${folder}/${base}`
}

/** The disks of guests are where their configurations say. */
function images(call: Call, storage: Storage): Row[] {
  return [...call.world.guests.values()]
    .filter((guest) => storage.shared || guest.disksOn === call.node.name)
    .flatMap((guest) =>
      drivesOf(guest.config)
        .filter((drive) => drive.storage === storage.id && !drive.volid.includes('iso/'))
        .map((drive) => ({
          volid: drive.volid,
          content: guest.type === 'lxc' ? 'rootdir' : 'images',
          vmid: guest.vmid,
          size: drive.size || 4 * 1024 ** 2,
          format: drive.volid.endsWith('.qcow2') ? 'qcow2' : 'raw',
          ctime: Math.floor(guest.createdAt / 1e3),
          ...(isFileBased(storage)
            ? {
                used: Math.floor(drive.size * guest.diskUsed),
                parent: parentOf(drive.volid),
              }
            : {}),
        })),
    )
}

/** Taking the list of storages apart and putting it together again needs the cluster's lock: ten seconds without a quorum. */
async function needStorageFile(call: Call, verb: string): Promise<void> {
  if (call.world.isWritable(call.node)) return
  await call.world.scheduler.sleep(10)
  throw failure(`${verb}: cfs-lock 'file-storage_cfg' error: no quorum!`)
}

const types: readonly Storage['type'][] = ['dir', 'nfs', 'lvmthin', 'zfspool', 'btrfs', 'pbs', 'cifs']

async function add(call: Call): Promise<Row> {
  const id = call.needed('storage')
  const type = types.find((one) => one === call.text('type'))
  if (type === undefined)
    throw failure(`create storage failed: storage type '${call.needed('type')}' is not played by the simulator`)
  await needStorageFile(call, 'create storage failed')
  if (call.world.storages.has(id)) throw failure(`create storage failed: storage ID '${id}' already defined`)
  const server = call.text('server')
  // An address that nobody has, or a folder that is to be a mount point and is none.
  if (server !== undefined && /\.99$|unreachable/.test(server))
    throw failure(`create storage failed: storage '${id}' is not online`)
  const mount = call.text('is_mountpoint') ?? 'no'
  const path = mount.startsWith('/') ? mount : call.needed('path')
  if (!['0', 'no', 'false'].includes(mount) && !call.node.description.mounts?.includes(path))
    throw failure(
      `create storage failed: unable to activate storage '${id}' - directory is expected to be a mount point but is not mounted: '${path}'`,
    )
  const nodes = call.list('nodes')
  const storage = makeStorage(
    {
      id,
      type,
      content: call.text('content') ?? 'images',
      total: 200 * 1024 ** 3,
      used: 1024 ** 3,
      ...(nodes.length > 0 ? { nodes } : {}),
      ...(call.flag('shared') ? { shared: true } : {}),
    },
    call.world.now(),
  )
  for (const key of [
    'path',
    'server',
    'export',
    'pool',
    'vgname',
    'thinpool',
    'prune-backups',
    'datastore',
    'username',
    'is_mountpoint',
  ]) {
    const value = call.text(key)
    if (value !== undefined) storage.config[key] = value
  }
  call.world.storages.set(id, storage)
  call.world.touch()
  return { storage: id, type, ...(call.text('prune-backups') === undefined ? {} : { config: {} }) }
}

async function update(call: Call): Promise<Row> {
  const storage = call.world.storage(call.needed('storage'))
  await needStorageFile(call, 'update storage failed')
  storage.content = call.text('content') ?? storage.content
  if (call.params.disable !== undefined) storage.disabled = call.flag('disable')
  const nodes = call.list('nodes')
  if (nodes.length > 0) storage.nodes = nodes
  for (const key of call.list('delete')) {
    if (key === 'disable') storage.disabled = false
    else if (key === 'nodes') storage.nodes = undefined
    else delete storage.config[key]
  }
  for (const key of ['prune-backups', 'options', 'server', 'export']) {
    const value = call.text(key)
    if (value !== undefined) storage.config[key] = value
  }
  // A storage that is switched off is not asked any more, so pvestatd comes back to life.
  if (storage.disabled) for (const node of call.world.nodes.values()) node.hanging.delete(storage.id)
  call.world.touch()
  return { storage: storage.id, type: storage.type }
}

async function remove(call: Call): Promise<null> {
  const id = call.needed('storage')
  await needStorageFile(call, 'delete storage failed')
  if (!call.world.storages.delete(id)) throw failure(`delete storage failed: storage '${id}' does not exist`)
  call.world.touch()
  return null
}

const endings: Readonly<Record<string, RegExp>> = {
  iso: /\.(?:iso|img)$/i,
  vztmpl: /\.tar\.(?:gz|xz|zst|bz2)$/,
  import: /\.(?:ova|ovf|qcow2|raw|vmdk)$/,
}

const folders: Readonly<Record<string, string>> = { iso: 'template/iso', vztmpl: 'template/cache', import: 'import' }

function download(call: Call): string {
  const { world, node } = call
  const storage = needStorage(call)
  const kind = call.needed('content')
  const name = call.needed('filename').replace(/[^A-Za-z0-9_.-]/g, '_')
  if (!isFileBased(storage)) throw failure(`can't upload to storage type '${storage.type}', not a file based storage!`)
  call.need(`/storage/${storage.id}`, 'Datastore.AllocateTemplate')
  if (!storage.content.split(',').includes(kind))
    throw failure(`storage '${storage.id}' is not configured for content-type '${kind}'`)
  if (!endings[kind]?.test(name))
    throw badParams({ filename: kind === 'import' ? 'invalid filename or wrong extension' : 'wrong file extension' })
  const path = `${pathOf(storage)}/${folders[kind] ?? kind}/${name}`
  const url = call.needed('url')
  return world.tasks.start({ node: node.name, type: 'download', id: name, authid: call.authid }, async (worker) => {
    worker.log(`downloading ${url} to ${path}`)
    const there = storage.volumes.find((volume) => volume.name === `${kind}/${name}`)
    if (there && call.text('checksum') === undefined) throw new Error(`refusing to override existing file '${path}'`)
    if (there)
      return worker.log('calculating checksum of existing file...OK, got correct file already, no need to download')
    await fetchFile(call, worker, url, path)
    if (/^0+$/.test(call.text('checksum') ?? 'x')) worker.log('calculating checksum...')
    if (/^0+$/.test(call.text('checksum') ?? 'x'))
      throw new Error(
        `checksum mismatch: got 'bc4d48b448409d729d95a5421695386081e2d7cc79c4e486bc33' != expect '${call.needed('checksum')}'`,
      )
    if (call.text('checksum') !== undefined) worker.log('calculating checksum...OK, checksum verified')
    if (kind === 'import' && name.startsWith('fake'))
      throw new Error(
        `failed to verify file: qemu-img: Could not open '${path}.tmp_dwnl.1057': Image is not in qcow2 format`,
      )
    storage.volumes.push({
      name: `${kind}/${name}`,
      content: kind,
      format: name.split('.').at(-1) ?? 'raw',
      size: fileSize,
      ctime: world.seconds(),
      ...(storage.shared ? {} : { node: node.name }),
    })
    worker.log(`download of '${url}' to '${path}' finished`)
  })
}

const fileSize = 345_000_000

/** No traffic leaves the simulator. An address with `nope` in it is not found, port 9999 refuses. */
async function fetchFile(
  call: Call,
  worker: { log(line: string): void; sleep(seconds: number): Promise<void> },
  url: string,
  path: string,
): Promise<void> {
  const stamp = (): string => new Date(call.world.now()).toISOString().slice(0, 19).replace('T', ' ')
  worker.log(`--${stamp()}--  ${url}`)
  const host = /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url
  if (host.endsWith(':9999')) throw new Error(`download failed: Connecting to ${host}... failed: Connection refused.`)
  worker.log(`Connecting to ${host}... connected.`)
  worker.log(`HTTP request sent, awaiting response... ${url.includes('nope') ? '404 File not found' : '200 OK'}`)
  if (url.includes('nope')) {
    worker.log(`${stamp()} ERROR 404: File not found.`)
    throw new Error('download failed: exit code 8')
  }
  worker.log(`Length: ${fileSize} (329M) [application/octet-stream]`)
  worker.log(`Saving to: '${path}.tmp_dwnl.1045'`)
  // A server on the same machine is as quick as the disk.
  const near = /^https?:\/\/(?:127\.|localhost)/.test(url)
  for (let percent = 10; percent <= 100; percent += 10) {
    await worker.sleep(near ? 0.01 : 1)
    worker.log(
      `${String(percent * 3300).padStart(6)}K ........ ........ ........ ........ ${String(percent).padStart(3)}% 32.9M ${(100 - percent) / 10}s`,
    )
  }
  worker.log(`${stamp()} (32.9 MB/s) - '${path}.tmp_dwnl.1045' saved [${fileSize}/${fileSize}]`)
}

function urlMetadata(call: Call): Row {
  const url = call.needed('url')
  const host = /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? ''
  if (host.endsWith(':9999'))
    throw failure(`invalid server response: '500 Can't connect to ${host} (Connection refused)'`)
  if (url.includes('nope')) throw failure("invalid server response: '404 File not found'")
  return { filename: url.split('/').at(-1) ?? '', size: fileSize, mimetype: 'application/octet-stream' }
}

function volumeOf(call: Call): { storage: Storage; name: string } {
  const storage = needStorage(call)
  const given = call.needed('volume')
  return { storage, name: given.startsWith(`${storage.id}:`) ? given.slice(storage.id.length + 1) : given }
}

function removeVolume(call: Call): string | null {
  const { storage, name } = volumeOf(call)
  const volume = storage.volumes.find((one) => one.name === name)
  const user = [...call.world.guests.values()].find((guest) =>
    drivesOf(guest.config).some((drive) => drive.volid === `${storage.id}:${name}`),
  )
  if (user) throw failure(`volume '${storage.id}:${name}' is used by guest ${user.vmid}`)
  if (!call.may(`/storage/${storage.id}`, 'Datastore.Allocate')) call.need(`/vms/${volume?.vmid ?? 0}`, 'VM.Backup')
  if (volume?.protected) throw failure(`cannot remove protected volume '${storage.id}:${name}'`)
  return call.world.tasks.start(
    { node: call.node.name, type: 'imgdel', id: `${volume?.vmid ?? ''}@${storage.id}`, authid: call.authid },
    async (worker) => {
      await worker.sleep(0.5)
      storage.volumes = storage.volumes.filter((one) => one !== volume)
      worker.log(`Removed volume '${storage.id}:${name}'`)
    },
  )
}

function volumeInfo(call: Call): Row {
  const { storage, name } = volumeOf(call)
  const volume = storage.volumes.find((one) => one.name === name)
  if (!volume) throw failure(`volume '${storage.id}:${name}' does not exist`)
  return {
    path: volumePath(storage, `${storage.id}:${name}`),
    size: volume.size,
    used: volume.size,
    format: volume.format,
    ...(volume.notes === undefined ? {} : { notes: volume.notes }),
  }
}

const at = '/nodes/{node}/storage/{storage}'

export const storageHandlers: Handlers = {
  'GET /storage': index,
  'POST /storage': add,
  'GET /storage/{storage}': (call) =>
    configRow(call.world.storage(call.needed('storage')), [...call.world.storages.values()]),
  'PUT /storage/{storage}': update,
  'DELETE /storage/{storage}': remove,
  'GET /nodes/{node}/storage': onNode,
  [`GET ${at}`]: () => ['content', 'status', 'rrddata', 'download-url', 'upload'].map((subdir) => ({ subdir })),
  [`GET ${at}/status`]: status,
  [`GET ${at}/content`]: content,
  [`GET ${at}/content/{volume}`]: volumeInfo,
  [`DELETE ${at}/content/{volume}`]: removeVolume,
  [`POST ${at}/download-url`]: download,
  'GET /nodes/{node}/query-url-metadata': urlMetadata,
}
