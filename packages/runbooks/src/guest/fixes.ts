import type { GuestKind } from '@steward/contracts'
import type { RunKey } from '../say.ts'
import type { Change } from './config-change.ts'
import { isCdrom, isCloudInitDrive, isDataDisk, optionOf } from './drive-line.ts'

type Given = { config: Readonly<Record<string, string>>; kind: GuestKind }
type Fix = {
  title: RunKey
  /** What is to be changed; nothing where it cannot be mended by a change alone. */
  change(given: Given): Partial<Change>
  /** PVE takes it up while the guest runs. */
  atOnce?: boolean
}

const isLinux = ({ config }: Given) => /^l2[46]$/.test(config['ostype'] ?? '')
const linesWhere = ({ config }: Given, fits: (key: string, line: string) => boolean): string[] =>
  Object.keys(config).filter((key) => fits(key, config[key] ?? ''))
const ofDisks = (given: Given, fits: (key: string, line: string) => boolean): string[] =>
  linesWhere(given, (key, line) => isDataDisk(key, line) && fits(key, line))
const each = (drives: readonly string[], option: string, value: string | null): Partial<Change> => ({
  drives: drives.map((drive) => ({ drive, option, value })),
})
const onNumber = (text: string | undefined, otherwise: number): number => {
  const number = Number(text ?? otherwise)
  return Number.isInteger(number) && number > 0 ? number : otherwise
}
/** The same processor options with another type. */
const cpuAs = (line: string | undefined, type: string): string =>
  [type, ...(line ?? '').split(',').filter((part) => part.includes('=') && !part.startsWith('cputype='))].join(',')
const modernCpu = ({ config }: Given): Partial<Change> => ({ set: { cpu: cpuAs(config['cpu'], 'x86-64-v2-AES') } })

/** Rules whose finding one change of the configuration mends. */
export const fixes: Readonly<Record<string, Fix>> = {
  'cloud-init-serial-missing': {
    title: 'fix.serial',
    change: ({ config }) => (config['serial0'] === undefined ? { set: { serial0: 'socket' } } : {}),
  },
  'guest-vga-serial-without-serial': {
    title: 'fix.serial',
    change({ config }) {
      const port = /(?:^|=)(serial[0-3])(?:,|$)/.exec(config['vga'] ?? '')?.[1]
      return port !== undefined && config[port] === undefined ? { set: { [port]: 'socket' } } : {}
    },
  },
  'disk-discard-missing': {
    title: 'fix.discard',
    change: (given) =>
      each(
        ofDisks(given, (_, line) => optionOf(line, 'discard') !== 'on'),
        'discard',
        'on',
      ),
  },
  'disk-cache-unsafe': {
    title: 'fix.cache',
    change: (given) =>
      each(
        ofDisks(given, (_, line) => optionOf(line, 'cache') === 'unsafe'),
        'cache',
        null,
      ),
  },
  'disk-iothread-ineffective': {
    title: 'fix.iothread',
    // From virtio-scsi the step to one controller per disk is the same driver; from another one it is not.
    change: (given) =>
      given.config['scsihw'] === 'virtio-scsi-pci'
        ? { set: { scsihw: 'virtio-scsi-single' } }
        : each(
            ofDisks(given, (key, line) => key.startsWith('scsi') && optionOf(line, 'iothread') !== null),
            'iothread',
            null,
          ),
  },
  'scsi-controller-lsi': {
    title: 'fix.controller',
    // A Windows that has no driver for it yet would not find its disk again.
    change: (given) => (isLinux(given) ? { set: { scsihw: 'virtio-scsi-single' } } : {}),
  },
  'disk-excluded-from-backup': {
    title: 'fix.backup',
    atOnce: true,
    change: (given) =>
      given.kind === 'lxc'
        ? each(
            linesWhere(
              given,
              (key, line) => /^mp\d+$/.test(key) && !line.startsWith('/') && optionOf(line, 'backup') !== '1',
            ),
            'backup',
            '1',
          )
        : each(
            ofDisks(given, (_, line) => optionOf(line, 'backup') === '0'),
            'backup',
            null,
          ),
  },
  'onboot-off-long-running': { title: 'fix.onboot', atOnce: true, change: () => ({ set: { onboot: '1' } }) },
  'cpu-kvm64': { title: 'fix.cpu', change: modernCpu },
  'cpu-host-in-mixed-cluster': { title: 'fix.cpu', change: modernCpu },
  'sockets-many': {
    title: 'fix.sockets',
    change({ config }) {
      const cores = onNumber(config['cores'], 1) * onNumber(config['sockets'], 1)
      return { set: { sockets: '1', cores: String(cores) } }
    },
  },
  'ballooning-over-memory': {
    title: 'fix.balloon',
    change({ config }) {
      const memory = /^(?:current=)?(\d+)/.exec(config['memory'] ?? '512')?.[1]
      return memory === undefined ? {} : { set: { balloon: memory } }
    },
  },
  'iso-left-in-drive': {
    title: 'fix.eject',
    atOnce: true,
    change: (given) => ({
      eject: linesWhere(
        given,
        (key, line) =>
          /^(ide|sata|scsi)\d+$/.test(key) &&
          isCdrom(line) &&
          !isCloudInitDrive(line) &&
          !/^(none|cdrom)(,|$)/.test(line),
      ),
    }),
  },
  'cloud-init-upgrade-default': { title: 'fix.upgrade', change: () => ({ set: { ciupgrade: '0' } }) },
  'cloud-init-nameserver-comma': {
    title: 'fix.nameserver',
    change: ({ config }) => ({
      set: {
        nameserver: (config['nameserver'] ?? '')
          .split(/[\s,]+/)
          .filter(Boolean)
          .join(' '),
      },
    }),
  },
  'cloud-init-gateway-with-dhcp': {
    title: 'fix.gateway',
    change: (given) => ({
      set: Object.fromEntries(
        linesWhere(
          given,
          (key, line) => /^ipconfig\d+$/.test(key) && (/ip=dhcp/.test(line) || /ip6=(dhcp|auto)/.test(line)),
        ).map((key) => [key, withoutGateways(given.config[key] ?? '')]),
      ),
    }),
  },
}

/** A gateway beside an address that comes by DHCP. */
const withoutGateways = (line: string): string =>
  line
    .split(',')
    .filter((part) => !(part.startsWith('gw=') && /(^|,)ip=dhcp/.test(line)))
    .filter((part) => !(part.startsWith('gw6=') && /(^|,)ip6=(dhcp|auto)/.test(line)))
    .join(',')
