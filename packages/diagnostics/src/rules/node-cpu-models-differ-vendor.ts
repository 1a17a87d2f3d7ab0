import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { onlineOf } from '../node-facts.ts'

export const nodeCpuModelsDifferVendor = defineRule({
  id: 'node-cpu-models-differ-vendor',
  area: 'node',
  severity: 'notice',
  needs: ['nodes'],
  fix: 'plan-migration',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#_requirements',
  check: ({ nodes }) => {
    const known = onlineOf(nodes).flatMap(({ name, cpuModel }) => {
      const vendor = vendorOf(cpuModel)
      return vendor === null ? [] : [{ name, vendor, cpuModel }]
    })
    if (new Set(known.map((node) => node.vendor)).size < 2) return []
    return [
      {
        subject: { kind: 'cluster', id: 'cpu-vendors' },
        params: { vendors: listed(known.map((node) => `${node.name}: ${node.vendor}`)) },
        evidence: known.map((node) =>
          seen({ call: `GET /nodes/${node.name}/status`, readAt: nodes.readAt }, 'cpuinfo.model', node.cpuModel),
        ),
      },
    ]
  },
})

function vendorOf(model: string | null): string | null {
  if (/intel/i.test(model ?? '')) return 'Intel'
  return /\bamd\b/i.test(model ?? '') ? 'AMD' : null
}
