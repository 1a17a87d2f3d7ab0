import { parseCidr } from './addresses.ts'
import { cloudInitMachinesOf, customPartsOf, ipConfigsOf } from './cloud-init.ts'
import type { Facts } from './facts.ts'
import { netsOf, type NetLine } from './guest-config.ts'
import { containersOf, type Inspected } from './guest-lint.ts'
import { rememberBoth } from './remember.ts'

export type StaticAddress = { item: Inspected; key: string; address: string; /** Bridge and VLAN. */ place: string }

type Given = Pick<Facts, 'guests' | 'guestConfigs'>

const placeOf = (net: NetLine | undefined) => (net ? `${net.bridge ?? ''} ${net.options['tag'] ?? ''}` : null)

/** The fixed IPv4 addresses that PVE gives out: by cloud-init, and to containers directly. */
export const staticAddressesOf = (facts: Given) => addressesOf(facts.guests, facts.guestConfigs)
const addressesOf = rememberBoth(
  (guests: Given['guests'], guestConfigs: Given['guestConfigs']): readonly StaticAddress[] => {
    const facts = { guests, guestConfigs }
    const found: StaticAddress[] = []
    const add = (item: Inspected, key: string, ip: string | null | undefined, net: NetLine | undefined) => {
      const place = placeOf(net)
      if (parseCidr(ip) !== null && place !== null)
        found.push({ item, key, address: (ip ?? '').split('/')[0] ?? '', place })
    }
    for (const item of cloudInitMachinesOf(facts))
      if (customPartsOf(item.config)['network'] === undefined)
        for (const { key, ip, net } of ipConfigsOf(item.config)) add(item, key, ip, net)
    for (const item of containersOf(facts))
      for (const net of netsOf(item.config)) add(item, net.key, net.options['ip'], net)
    return found.toSorted((a, b) => a.item.guest.vmid - b.item.guest.vmid)
  },
)
