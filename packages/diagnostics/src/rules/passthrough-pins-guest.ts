import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn, hasSeveralNodes, rawDevicesOf } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const withDevices = siftMachines((config) => some(rawDevicesOf(config)))

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
      ? withDevices(facts).map(({ item, held: devices }) =>
          foundIn(item, devices, { params: { node: item.guest.node, devices: listed(devices) } }),
        )
      : [],
})
