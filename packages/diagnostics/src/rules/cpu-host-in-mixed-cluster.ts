import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { cpuTypeOf, foundIn, machinesOf, rawDevicesOf } from '../guest-lint.ts'
import { onlineOf } from '../node-facts.ts'

/** "host" hands every feature of this processor through; a live migration to one with other features crashes the guest. */
export const cpuHostInMixedCluster = defineRule({
  id: 'cpu-host-in-mixed-cluster',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'choose-cpu-type',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#qm_cpu',
  check: (facts) => {
    const known = onlineOf(facts.nodes).filter((node) => node.cpuModel !== null && !node.ghost)
    if (new Set(known.map((node) => node.cpuModel)).size < 2) return []
    const models = known.map((node) => seen(facts.nodes, `${node.name} processor`, node.cpuModel))
    return machinesOf(facts)
      .filter(({ config }) => cpuTypeOf(config) === 'host' && rawDevicesOf(config).length === 0)
      .map((item) => foundIn(item, ['cpu'], { evidence: models }))
  },
})
