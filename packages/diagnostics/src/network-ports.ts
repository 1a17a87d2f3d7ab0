import type { NetworkInterface } from './facts.ts'

export const portsOf = (text: string | undefined) =>
  (text ?? '').split(/[\s,;]+/).filter((port) => port !== '' && port !== 'none')

/** The cards that an interface sends through in the end: those of its bridge, bond or VLAN. */
export function cardsUnder(
  iface: string,
  interfaces: readonly NetworkInterface[],
  above: readonly string[] = [],
): string[] {
  // A circle, which no sane configuration has, ends here.
  if (above.includes(iface)) return []
  const item = interfaces.find((one) => one.iface === iface)
  const below = item ? belowOf(item) : [iface.split(/[.:]/)[0] ?? iface].filter((name) => name !== iface)
  if (below.length === 0) return item === undefined || item.type === 'eth' ? [iface] : []
  return [...new Set(below.flatMap((name) => cardsUnder(name, interfaces, [...above, iface])))]
}

function belowOf(item: NetworkInterface): string[] {
  if (item.bridge_ports !== undefined) return portsOf(item.bridge_ports)
  if (item.slaves !== undefined) return portsOf(item.slaves)
  const raw = item['vlan-raw-device'] ?? item.iface.split(/[.:]/)[0] ?? item.iface
  return raw === item.iface ? [] : [raw]
}

/** Names that the kernel gives to network cards. All others (VLANs, bonds, tunnels) come and go with their configuration. */
const card = /^(eth|en|ib|usb|wl)\w+$/

/**
 * A port whose card is not there. PVE lists every card of the machine; one that only the configuration names is absent,
 * or has neither `exists` nor `active` (pve-common: src/PVE/INotify.pm).
 */
export function isMissing(port: string, interfaces: readonly NetworkInterface[]): boolean {
  const found = interfaces.find((item) => item.iface === port)
  if (!found) return card.test(port)
  if (found.exists === 0) return !found.active
  return card.test(port) && (found.type === 'eth' || found.type === 'unknown') && !found.exists && !found.active
}
