import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { byName, listed } from '../figures.ts'

export const clusterLinkSingle = defineRule({
  id: 'cluster-link-single',
  area: 'quorum',
  severity: 'notice',
  needs: ['clusterNodes'],
  fix: 'add-corosync-link',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#pvecm_redundancy',
  check: ({ clusterNodes }) => {
    const nodes = byName(clusterNodes.value, (node) => node.node)
    const single = nodes.filter((node) => linksOf(node) === 1).map((node) => node.node)
    if (nodes.length < 2 || single.length === 0) return []
    return [
      {
        subject: { kind: 'cluster', id: 'links' },
        params: { nodes: listed(single), count: single.length },
        evidence: nodes.map((node) => seen(clusterNodes, `links of ${node.node}`, linksOf(node))),
      },
    ]
  },
})

const linksOf = (node: object) =>
  Object.entries(node).filter(([key, value]) => /^ring\d_addr$/.test(key) && typeof value === 'string' && value !== '')
    .length
