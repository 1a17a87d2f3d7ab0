import type { GuestKind } from '@steward/contracts'
import { isOn, numbered, readProperty } from './property.ts'

export type Network = {
  slot: string
  /** As the guest names it; only containers know. */
  name: string | null
  model: string | null
  mac: string | null
  bridge: string | null
  vlan: string | null
  firewall: boolean
  linkDown: boolean
  /** MB/s as PVE has it. */
  rate: string | null
  mtu: string | null
  /** A container's own settings, or cloud-init's: "10.0.0.5/24", "dhcp". */
  addresses: readonly string[]
  raw: string
}

const models = ['virtio', 'e1000', 'e1000e', 'rtl8139', 'vmxnet3', 'ne2k_pci', 'i82551', 'pcnet'] as const

export const isNetworkKey = (key: string): boolean => /^net\d+$/.test(key)

export function readNetworks(config: Readonly<Record<string, string>>, kind: GuestKind): Network[] {
  return numbered(config, /^net\d+$/).map((slot) => {
    const raw = config[slot] ?? ''
    const { options, first } = readProperty(raw)
    const model = models.find((name) => name in options || name === first) ?? options['model'] ?? null
    const cloud = kind === 'qemu' ? readProperty(config[slot.replace('net', 'ipconfig')] ?? '').options : options
    return {
      slot,
      name: kind === 'lxc' ? (options['name'] ?? null) : null,
      model: kind === 'lxc' ? (options['type'] ?? 'veth') : model,
      mac: options['hwaddr'] ?? options['macaddr'] ?? (model === null ? null : (options[model] ?? null)),
      bridge: options['bridge'] ?? null,
      vlan: options['tag'] ?? null,
      firewall: isOn(options['firewall']),
      linkDown: isOn(options['link_down']),
      rate: options['rate'] ?? null,
      mtu: options['mtu'] ?? null,
      addresses: [cloud['ip'] ?? '', cloud['ip6'] ?? ''].filter((address) => address !== ''),
      raw: `${slot}: ${raw}`,
    }
  })
}
