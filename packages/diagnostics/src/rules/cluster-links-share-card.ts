import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { ClusterNode, NetworkInterface } from '../facts.ts'
import { listed } from '../figures.ts'
import { cardsUnder } from '../network-ports.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/**
 * Two links over one card fail together. The API tells the configured addresses of the links and not how well they do:
 * that only `corosync-cfgtool` knows, in a shell.
 */
export const clusterLinksShareCard = defineRule({
  id: 'cluster-links-share-card',
  area: 'quorum',
  severity: 'notice',
  needs: ['clusterNodes', 'nodes', 'nodeNetwork'],
  fix: 'separate-corosync-links',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#pvecm_redundancy',
  check: ({ clusterNodes, nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) => {
      const member = clusterNodes.value.find((one) => one.node === node.name)
      const links = member ? linksOf(member, part.value.interfaces) : []
      const [first] = links
      // A link whose card is not known may well be another one.
      if (!first || links.length < 2 || links.some(({ card }) => card === null || card !== first.card)) return []
      return [
        {
          subject: nodeSubject(node.name, 'links'),
          params: { node: node.name, card: first.card ?? '', addresses: listed(links.map(({ address }) => address)) },
          evidence: [
            ...links.map(({ key, address }) => seen(clusterNodes, `${key} of ${node.name}`, address)),
            seen(part, 'card under all of them', first.card),
          ],
        },
      ]
    }),
})

type Link = { key: string; address: string; card: string | null }

function linksOf(member: ClusterNode, interfaces: readonly NetworkInterface[]): Link[] {
  return Object.entries(member).flatMap(([key, address]) => {
    if (!/^ring\d_addr$/.test(key) || typeof address !== 'string' || address === '') return []
    const own = interfaces.find((item) => item.address === address || item.address6 === address)
    const cards = own ? cardsUnder(own.iface, interfaces) : []
    // A bond of several cards survives one of them.
    return [{ key, address, card: cards.length === 1 ? (cards[0] ?? null) : null }]
  })
}
