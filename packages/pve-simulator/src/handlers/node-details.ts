import { createHash } from 'node:crypto'
import { X509Certificate } from 'node:crypto'
import type { Call, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import { hash, hex } from '../sim/random.ts'
import type { DiskDescription, ZfsDescription } from '../world/description.ts'
import { kernelOf } from './node-status.ts'

type Row = Record<string, unknown>

/** Newest first; PVE's own revisions say what they change. */
const machineVersions: readonly (readonly [version: string, changes?: string])[] = [
  ['10.0+pve1', 'Set host_mtu vNIC option even with default value for migration compat.'],
  ['10.0'],
  ['9.2+pve1', 'Disables S3/S4 power states by default.'],
  ...'9.2 9.1 9.0 8.2 8.1 8.0 7.2 7.1 7.0 6.2 6.1 6.0 5.2 5.1 5.0 4.2'.split(' ').map((one) => [one] as const),
  ['4.1+pve2', 'Increases the number of SCSI drives supported.'],
  ['4.1+pve1', 'Introduction of pveX versioning, no changes.'],
  ...'4.1 4.0.1 4.0 3.1 3.0 2.12 2.11 2.10 2.9 2.8 2.7 2.6 2.5 2.4'.split(' ').map((one) => [one] as const),
]

const disk = (given: DiskDescription): Row => ({
  devpath: given.devpath,
  size: given.size,
  model: given.model ?? 'unknown',
  serial: given.serial ?? 'unknown',
  wwn: 'unknown',
  type: given.type ?? 'unknown',
  health: given.health ?? 'UNKNOWN',
  wearout: given.wearout ?? 'N/A',
  gpt: 1,
  vendor: 'unknown',
  rpm: given.type === 'hdd' ? 5400 : given.type === undefined ? -1 : 0,
  osdid: -1,
  'osdid-list': null,
  ...(given.serial === undefined || given.serial === 'unknown'
    ? {}
    : { by_id_link: `/dev/disk/by-id/${given.serial}` }),
  ...(given.used === undefined ? {} : { used: given.used }),
  ...(given.used === 'mounted' ? { mounted: 1 } : {}),
})

function smart(call: Call): Row {
  const found = call.node.description.disks?.find((one) => one.devpath === call.text('disk'))
  // Paravirtual disks have no such thing.
  if (!found || found.type === 'unknown') throw failure('not a valid block device')
  const worn = typeof found.wearout === 'number' ? 100 - found.wearout : 0
  return found.type === 'nvme'
    ? {
        health: found.health ?? 'UNKNOWN',
        type: 'text',
        text: `SMART/Health Information\nPercentage Used: ${worn}%\n`,
        wearout: found.wearout ?? 'N/A',
      }
    : {
        health: found.health ?? 'UNKNOWN',
        type: 'ata',
        attributes: [
          {
            id: '  5',
            name: 'Reallocated_Sector_Ct',
            value: 100,
            worst: 100,
            threshold: 10,
            raw: '0',
            fail: '-',
            flags: 'PO--CK',
            normalized: 100,
          },
        ],
      }
}

function zfs(call: Call): Row[] {
  const pools = call.node.description.zfs
  if (!pools) throw failure('zfsutils-linux not installed')
  return pools.map((pool) => ({
    name: pool.name,
    size: pool.size,
    alloc: pool.alloc,
    free: pool.size - pool.alloc,
    frag: pool.frag ?? 7,
    dedup: 1,
    health: pool.health ?? 'ONLINE',
  }))
}

function zfsPool(call: Call): Row {
  const pool = call.node.description.zfs?.find((one) => one.name === call.text('name'))
  if (!pool) throw failure(`cannot open '${call.needed('name')}': no such pool`)
  return {
    name: pool.name,
    state: pool.health ?? 'ONLINE',
    errors: pool.errors ?? 'No known data errors',
    scan: 'scrub repaired 0B in 02:11:09 with 0 errors',
    ...(pool.status === undefined ? {} : { status: pool.status }),
    ...(pool.action === undefined ? {} : { action: pool.action }),
    children: [
      {
        name: pool.name,
        state: pool.health ?? 'ONLINE',
        read: 0,
        write: 0,
        cksum: 0,
        msg: '',
        leaf: 0,
        children: children(pool),
      },
    ],
  }
}

const children = (pool: ZfsDescription): Row[] =>
  (
    pool.children ?? [
      { name: 'sda', state: 'ONLINE' },
      { name: 'sdb', state: 'ONLINE' },
    ]
  ).map((one) => ({
    name: one.name,
    state: one.state,
    read: 0,
    write: 0,
    cksum: 0,
    msg: 'msg' in one ? (one.msg ?? '') : '',
    leaf: 1,
  }))

const thin = (call: Call): Row[] =>
  (call.node.description.thinPools ?? []).map((pool) => ({
    lv: pool.lv,
    vg: pool.vg,
    lv_size: pool.size,
    used: pool.used,
    metadata_size: pool.metadataSize,
    metadata_used: pool.metadataUsed,
  }))

const certificateTime = (text: string): number => Math.floor(Date.parse(text) / 1000)

function certificates(call: Call): Row[] {
  const pem = call.world.certificates.get(call.node.name)
  if (pem === undefined) return []
  const own = new X509Certificate(pem)
  const authority = `/CN=Proxmox Virtual Environment/OU=${hex(hash(call.world.cluster?.name ?? call.node.name), 8)}/O=PVE Cluster Manager CA`
  const names = (own.subjectAltName ?? '').split(', ').map((one) => one.replace(/^(?:DNS|IP Address):/, ''))
  return [
    {
      filename: 'pve-root-ca.pem',
      subject: authority,
      issuer: authority,
      san: [],
      'public-key-type': 'rsaEncryption',
      'public-key-bits': 4096,
      fingerprint: colons(createHash('sha256').update(authority).digest('hex')),
      notbefore: certificateTime(own.validFrom),
      notafter: certificateTime(own.validFrom) + 31536e4,
      pem,
    },
    {
      filename: 'pve-ssl.pem',
      subject: `/OU=PVE Cluster Node/O=Proxmox Virtual Environment/CN=${call.node.name}.home.arpa`,
      issuer: authority,
      san: names,
      'public-key-type': 'id-ecPublicKey',
      'public-key-bits': 256,
      fingerprint: own.fingerprint256,
      pem,
      notbefore: certificateTime(own.validFrom),
      notafter: certificateTime(own.validTo),
    },
  ]
}

const colons = (text: string): string => text.toUpperCase().match(/../g)?.join(':') ?? ''

const time = (call: Call): Row => {
  const seconds = call.world.seconds() + (call.node.description.clockAhead ?? 0)
  return { time: seconds, localtime: seconds, timezone: call.node.description.timezone ?? 'Etc/UTC' }
}

const hosts = (call: Call): Row => {
  const data = [
    '127.0.0.1 localhost.localdomain localhost',
    ...call.world.members().map((node) => `${node.ip} ${node.name}.home.arpa ${node.name}`),
    '',
  ].join('\n')
  return { data, digest: createHash('sha1').update(data).digest('hex') }
}

/** Never recorded: lines as journalctl prints them. */
function journalLines(call: Call): string[] {
  const stamp = (seconds: number): string => new Date(seconds * 1000).toUTCString().slice(5, 25)
  const own = call.world.log
    .filter((entry) => entry.node === call.node.name)
    .map((entry) => `${stamp(entry.time)} ${entry.node} ${entry.tag}[${entry.pid}]: <${entry.user}> ${entry.msg}`)
  const stuck = [...call.node.hanging].map(
    (id) => `${stamp(call.world.seconds())} ${call.node.name} pvestatd[1043]: got timeout on storage '${id}'`,
  )
  return [
    `${stamp(Math.floor(call.node.bootedAt / 1000))} ${call.node.name} kernel: Linux version ${kernelOf(call)}`,
    ...own,
    ...stuck,
  ]
}

function syslog(call: Call): Row[] {
  const lines = journalLines(call)
  call.beside.total = lines.length
  const start = call.number('start') ?? 0
  return lines.map((t, index) => ({ n: index + 1, t })).slice(start, start + (call.number('limit') ?? 50))
}

export const nodeDetailHandlers: Handlers = {
  'GET /nodes/{node}/disks/list': (call) => (call.node.description.disks ?? []).map(disk),
  'GET /nodes/{node}/disks/smart': smart,
  'GET /nodes/{node}/disks/zfs': zfs,
  'GET /nodes/{node}/disks/zfs/{name}': zfsPool,
  'GET /nodes/{node}/disks/lvmthin': thin,
  'GET /nodes/{node}/certificates/info': certificates,
  'GET /nodes/{node}/time': time,
  'GET /nodes/{node}/dns': (call) => ({ search: 'home.arpa', dns1: '192.168.1.1', ...call.node.description.dns }),
  'GET /nodes/{node}/hosts': hosts,
  'GET /nodes/{node}/journal': (call) => journalLines(call).slice(-(call.number('lastentries') ?? 500)),
  'GET /nodes/{node}/syslog': syslog,
  'GET /nodes/{node}/hardware/pci': (call) => call.node.description.pci ?? [],
  'GET /nodes/{node}/hardware/usb': (call) => call.node.description.usb ?? [],
  'GET /nodes/{node}/aplinfo': () => [],
  'GET /nodes/{node}/config': () => ({ digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }),
  'GET /nodes/{node}/capabilities/qemu/cpu': () =>
    ['kvm64', 'qemu64', 'x86-64-v2', 'x86-64-v2-AES', 'x86-64-v3', 'x86-64-v4', 'host'].map((name) => ({
      name,
      custom: 0,
      vendor: 'default',
      ...(/^x86-64-v\d$/.test(name) ? { abstract: 1 } : {}),
    })),
  'GET /nodes/{node}/capabilities/qemu/machines': () =>
    machineVersions.flatMap(([version, changes]) =>
      (version === '4.0.1' ? ['q35'] : ['i440fx', 'q35']).map((type) => ({
        id: `pc-${type}-${version}`,
        type,
        version,
        ...(changes === undefined ? {} : { changes }),
      })),
    ),
}
