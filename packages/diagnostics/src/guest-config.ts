import type { GuestConfig } from './facts.ts'
import { remember } from './remember.ts'

/** A property string such as "local-lvm:vm-100-disk-0,discard=on,size=32G": the first part, and the options by name. */
export type PropertyString = { first: string; options: Readonly<Record<string, string>> }

export function parseProperties(text: string): PropertyString {
  const [first = '', ...rest] = text.split(',')
  const options: Record<string, string> = {}
  for (const part of first.includes('=') ? [first, ...rest] : rest) {
    const cut = part.indexOf('=')
    if (cut > 0) options[part.slice(0, cut)] = part.slice(cut + 1)
  }
  return { first: first.includes('=') ? '' : first, options }
}

export type DiskLine = {
  key: string
  bus: string
  raw: string
  volume: string
  storage: string | null
  options: Readonly<Record<string, string>>
  isCdrom: boolean
  isCloudInit: boolean
  sizeBytes: number | null
}
export type NetLine = {
  key: string
  raw: string
  model: string
  mac: string | null
  bridge: string | null
  options: Readonly<Record<string, string>>
}

const diskKey = /^(scsi|virtio|ide|sata|efidisk|tpmstate|unused|rootfs|mp)(\d*)$/
/** `local-lvm:vm-9-cloudinit`, on file storages `nas:9/vm-9-cloudinit.qcow2`, and the short form `local-lvm:cloudinit`. */
const cloudInitVolume = /(^|[:/])(vm-\d+-)?cloudinit/

/** The disks of a guest's configuration, CD drives and cloud-init drives among them. */
export const disksOf = remember(({ values }: GuestConfig): readonly DiskLine[] =>
  Object.entries(values).flatMap(([key, raw]) => {
    const bus = diskKey.exec(key)?.[1]
    if (bus === undefined) return []
    const { first, options } = parseProperties(raw)
    const volume = first === '' ? (options['file'] ?? options['volume'] ?? '') : first
    const storage = /^([A-Za-z][\w.-]*):/.exec(volume)?.[1] ?? null
    const isCloudInit = cloudInitVolume.test(volume)
    return [
      {
        key,
        bus,
        raw,
        volume,
        storage,
        options,
        isCdrom: options['media'] === 'cdrom' && !isCloudInit,
        isCloudInit,
        sizeBytes: parseSize(options['size']),
      },
    ]
  }),
)

/** The real disks: what holds a guest's data. */
export const dataDisksOf = remember((config: GuestConfig): readonly DiskLine[] =>
  disksOf(config).filter(
    (disk) =>
      !disk.isCdrom &&
      !disk.isCloudInit &&
      disk.bus !== 'unused' &&
      disk.bus !== 'efidisk' &&
      disk.bus !== 'tpmstate' &&
      disk.volume !== 'none',
  ),
)

/** The network interfaces of a guest's configuration. */
export const netsOf = remember(({ values }: GuestConfig): readonly NetLine[] =>
  Object.entries(values).flatMap(([key, raw]) => {
    if (!/^net\d+$/.test(key)) return []
    const { options } = parseProperties(raw)
    // A VM writes the model as the key of the MAC (virtio=BC:24:…), a container names the MAC hwaddr.
    const model = Object.keys(options).find(
      (name) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(options[name] ?? '') && name !== 'hwaddr',
    )
    const first = raw.split(',')[0] ?? ''
    return [
      {
        key,
        raw,
        model: model ?? (first.includes('=') ? '' : first),
        mac: (model ? options[model] : options['hwaddr'])?.toUpperCase() ?? null,
        bridge: options['bridge'] ?? null,
        options,
      },
    ]
  }),
)

/** "order=scsi0;net0" → ["scsi0","net0"]; null when the configuration has no boot order. */
export const bootOrderOf = remember(({ values }: GuestConfig): string[] | null => {
  const order = parseProperties(values['boot'] ?? '').options['order']
  return order === undefined ? null : order.split(/[;,]/).filter((device) => device !== '')
})

/** PVE's property "agent: 1,fstrim_cloned_disks=1" or "agent: enabled=1". */
export const agentEnabled = remember(({ values }: GuestConfig): boolean => {
  const text = values['agent']
  if (text === undefined) return false
  const { first, options } = parseProperties(text)
  return /^(1|on|yes|true)$/i.test(first === '' ? (options['enabled'] ?? '') : first)
})

/** "32G" → bytes, base 1024; null for what is no size. */
export function parseSize(text: string | undefined): number | null {
  const match = /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(text ?? '')
  if (!match) return null
  const power = ['', 'K', 'M', 'G', 'T'].indexOf(match[2] ?? '')
  return Number(match[1]) * 1024 ** power
}

export const isOn = (text: string | undefined) => text === '1' || text === 'on' || text === 'yes'
