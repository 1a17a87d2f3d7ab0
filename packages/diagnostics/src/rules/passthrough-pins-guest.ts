import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn, hasSeveralNodes, machinesOf, rawDevicesOf } from '../guest-lint.ts'

/** "can't migrate VM which uses local devices". A mapped device names its like on each node and is fine. */
export const passthroughPinsGuest = defineRule({
  id: 'passthrough-pins-guest',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'map-devices',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#resource_mapping',
  check: (facts) =>
    hasSeveralNodes(facts.nodes)
      ? machinesOf(facts).flatMap((item) => {
          const devices = rawDevicesOf(item.config)
          if (devices.length === 0) return []
          return [foundIn(item, devices, { params: { node: item.guest.node, devices: listed(devices) } })]
        })
      : [],
})
