import type { NetworkInterface } from './facts.ts'

export const portsOf = (text: string | undefined) =>
  (text ?? '').split(/[\s,;]+/).filter((port) => port !== '' && port !== 'none')

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
