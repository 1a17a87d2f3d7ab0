import { parseCidr } from './addresses.ts'
import { customPartsOf, driveOf, ipConfigsOf } from './cloud-init.ts'
import type { Facts } from './facts.ts'
import { netsOf, type NetLine } from './guest-config.ts'
import type { Inspected } from './guest-lint.ts'
import { remember } from './remember.ts'
import { siftContainers, siftMachines, some, type Sifted } from './sift.ts'

type Fixed = { key: string; address: string; /** Bridge and VLAN. */ place: string }
export type StaticAddress = Fixed & { item: Inspected }

function fixed(key: string, ip: string | null | undefined, net: NetLine | undefined): Fixed[] {
  if (net === undefined || parseCidr(ip) === null) return []
  return [{ key, address: (ip ?? '').split('/')[0] ?? '', place: `${net.bridge ?? ''} ${net.options['tag'] ?? ''}` }]
}

const ofMachines = siftMachines((config) =>
  driveOf(config) === null || customPartsOf(config)['network'] !== undefined
    ? null
    : some(ipConfigsOf(config).flatMap(({ key, ip, net }) => fixed(key, ip, net))),
)
const ofContainers = siftContainers((config) =>
  some(netsOf(config).flatMap((net) => fixed(net.key, net.options['ip'], net))),
)
const spread = remember((all: readonly Sifted<readonly Fixed[]>[]): readonly StaticAddress[] =>
  all.flatMap(({ item, held }) => held.map((one) => ({ ...one, item }))),
)

/** The fixed IPv4 addresses that PVE gives out: by cloud-init, and to containers directly. By number of the guest. */
export const staticAddressesOf = (facts: Pick<Facts, 'guests' | 'guestConfigs'>): readonly StaticAddress[] =>
  [...spread(ofMachines(facts)), ...spread(ofContainers(facts))].toSorted(
    (a, b) => a.item.guest.vmid - b.item.guest.vmid,
  )
