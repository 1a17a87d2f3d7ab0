import { formatSize } from '../format/numbers.ts'
import { joined, type Writer } from './line.ts'
import { isOn, numbered, readProperty } from './property.ts'

const mebi = 1024 ** 2

/** What a virtual machine is made of. */
export function machineLines(writer: Writer): void {
  processor(writer)
  memory(writer)
  system(writer)
  firmware(writer)
  display(writer)
  agent(writer)
  cloudInit(writer)
  passthrough(writer)
  special(writer)
}

function processor({ t, config, add }: Writer): void {
  const cores = Number(config['cores'] ?? 1)
  const sockets = Number(config['sockets'] ?? 1)
  const { first, options } = readProperty(config['cpu'] ?? '')
  const type = first || options['cputype'] || ''
  const count = sockets > 1 ? t('guest:cpuSockets', { sockets, cores }) : t('guest:cpuCores', { count: cores })
  const kind = type === 'host' ? t('guest:cpuHost') : type === '' ? t('guest:cpuDefault') : t('guest:cpuType', { type })
  const parts = [
    count,
    kind,
    config['vcpus'] ? t('guest:cpuVcpus', { count: Number(config['vcpus']) }) : null,
    config['cpulimit'] && config['cpulimit'] !== '0' ? t('guest:cpuLimit', { limit: config['cpulimit'] }) : null,
    config['affinity'] ? t('guest:cpuAffinity', { cpus: config['affinity'] }) : null,
    isOn(config['numa']) ? 'NUMA' : null,
  ]
  add(t('guest:processor'), joined(parts, t), [
    'cores',
    'sockets',
    'cpu',
    'vcpus',
    'cpulimit',
    'cpuunits',
    'affinity',
    'numa',
  ])
}

function memory({ t, config, add }: Writer): void {
  const { first, options } = readProperty(config['memory'] ?? '512')
  const size = Number(options['current'] ?? first ?? 512) * mebi
  const least = config['balloon'] === undefined ? null : Number(config['balloon']) * mebi
  const how =
    least === 0
      ? t('guest:memoryFixed')
      : least !== null && least < size
        ? t('guest:memoryBalloon', { least: formatSize(least) })
        : t('guest:memoryReports')
  const parts = [formatSize(size), how, config['hugepages'] ? t('guest:hugepages') : null]
  add(t('guest:memory'), joined(parts, t), ['memory', 'balloon', 'shares', 'hugepages', 'keephugepages'])
}

const systems: Readonly<Record<string, string>> = {
  l26: 'Linux',
  l24: 'Linux 2.4',
  win11: 'Windows 11 / 2022 / 2025',
  win10: 'Windows 10 / 2016 / 2019',
  win8: 'Windows 8 / 2012',
  win7: 'Windows 7 / 2008r2',
  wvista: 'Windows Vista',
  w2k8: 'Windows 2008',
  w2k3: 'Windows 2003',
  w2k: 'Windows 2000',
  wxp: 'Windows XP',
  solaris: 'Solaris',
  other: '',
}

function system({ t, config, add }: Writer): void {
  const type = config['ostype']
  if (type !== undefined)
    add(t('guest:system'), systems[type] || (type === 'other' ? t('guest:systemOther') : type), ['ostype'])
}

function firmware({ t, config, add }: Writer): void {
  const efi = readProperty(config['efidisk0'] ?? '').options
  const tpm =
    config['tpmstate0'] === undefined ? null : (readProperty(config['tpmstate0']).options['version'] ?? 'v1.2')
  const isUefi = config['bios'] === 'ovmf'
  const parts = [
    isUefi ? 'UEFI' : 'BIOS (SeaBIOS)',
    isUefi && efi['pre-enrolled-keys'] === '1' ? t('guest:secureBoot') : null,
    tpm === null ? null : `TPM ${tpm.replace(/^v/, '')}`,
    config['machine'] ? t('guest:machineType', { machine: config['machine'] }) : null,
  ]
  add(t('guest:firmware'), joined(parts, t), ['bios', 'machine'])
  const { options, first } = readProperty(config['boot'] ?? '')
  const order = options['order']?.split(';').filter((device) => device !== '')
  const said = order?.join(t('guest:thenNext')) || first
  add(t('guest:bootOrder'), config['boot'] === undefined ? null : said || t('guest:bootNothing'), ['boot', 'bootdisk'])
}

function display({ t, config, add }: Writer): void {
  const serials = numbered(config, /^serial\d+$/)
  const { first, options } = readProperty(config['vga'] ?? '')
  const type = first ?? options['type'] ?? null
  const said =
    type === null
      ? null
      : type === 'none'
        ? t('guest:displayNone')
        : type.startsWith('serial')
          ? t('guest:displaySerial', { port: type })
          : type
  const parts = [said, serials.length > 0 ? t('guest:serialPorts', { count: serials.length }) : null]
  add(t('guest:display'), joined(parts, t) || null, ['vga', ...serials])
}

function agent({ t, config, add }: Writer): void {
  const { first, options } = readProperty(config['agent'] ?? '')
  const enabled = isOn(first ?? options['enabled'])
  const said = config['agent'] === undefined ? 'agentAbsent' : enabled ? 'agentOn' : 'agentOff'
  const parts = [t(`guest:${said}`), isOn(options['fstrim_cloned_disks']) ? t('guest:agentTrim') : null]
  add(t('guest:agent'), joined(parts, t), ['agent'])
}

function cloudInit({ t, config, add }: Writer): void {
  const addresses = numbered(config, /^ipconfig\d+$/)
  const keys = [
    'ciuser',
    'cipassword',
    'sshkeys',
    'nameserver',
    'searchdomain',
    'citype',
    'cicustom',
    'ciupgrade',
    ...addresses,
  ]
  if (!keys.some((key) => config[key] !== undefined)) return
  const count = (config['sshkeys'] ?? '').split(/%0A|\n/i).filter((key) => key.trim() !== '').length
  const parts = [
    config['ciuser'] ? t('guest:ciUser', { user: config['ciuser'] }) : null,
    config['cipassword'] ? t('guest:ciPassword') : null,
    count > 0 ? t('guest:ciKeys', { count }) : null,
    ...addresses.map((key) => `${key.replace('ipconfig', 'net')} ${config[key] ?? ''}`),
    config['nameserver'] ? t('guest:ciDns', { servers: config['nameserver'] }) : null,
    config['cicustom'] ? t('guest:ciCustom') : null,
    config['ciupgrade'] === '0' ? t('guest:ciNoUpgrade') : null,
  ]
  add('Cloud-init', joined(parts, t), keys)
}

function passthrough({ t, config, add }: Writer): void {
  const pci = numbered(config, /^hostpci\d+$/)
  const usb = numbered(config, /^usb\d+$/)
  const keys = [...pci, ...usb]
  if (keys.length === 0) return
  const said = keys.map((key) => {
    const { first, options } = readProperty(config[key] ?? '')
    const device = options['mapping'] ?? options['host'] ?? first ?? ''
    return `${key.startsWith('usb') ? 'USB' : 'PCI'} ${device}`
  })
  add(t('guest:passthrough'), `${said.join(t('guest:comma'))}. ${t('guest:passthroughStays')}`, keys)
}

function special({ t, config, add }: Writer): void {
  add(t('guest:controller'), config['scsihw'] ?? null, ['scsihw'])
  add(t('guest:acceleration'), config['kvm'] === '0' ? t('guest:kvmOff') : null, ['kvm'])
  add(t('guest:arguments'), config['args'] ?? null, ['args'])
  add(
    t('guest:hotplug'),
    config['hotplug'] === undefined ? null : config['hotplug'] === '0' ? t('guest:hotplugOff') : config['hotplug'],
    ['hotplug'],
  )
}
