/** A row of `/cluster/config/nodes`: `ring0_addr` to `ring7_addr` are its addresses on each link. */
export type ClusterNode = Record<string, unknown> & { node: string; nodeid?: string | number }
export type LinkedNode = { node: string; id: string; links: ReadonlyMap<number, string> }

/** The addresses of each node by the number of the link, and every number that is used (corosync: man/corosync.conf.5). */
export function linksOf(rows: readonly ClusterNode[]): { nodes: LinkedNode[]; numbers: number[] } {
  const nodes = rows
    .map((row) => ({ node: row.node, id: String(row.nodeid ?? '?'), links: addressesOf(row) }))
    .toSorted((a, b) => (a.node < b.node ? -1 : 1))
  const numbers = [...new Set(nodes.flatMap(({ links }) => [...links.keys()]))].toSorted((a, b) => a - b)
  return { nodes, numbers }
}

function addressesOf(row: ClusterNode): Map<number, string> {
  const found = new Map<number, string>()
  for (let number = 0; number < 8; number += 1) {
    const address = row[`ring${number}_addr`]
    if (typeof address === 'string' && address !== '') found.set(number, address)
  }
  return found
}

export type Redundancy =
  | { kind: 'none' }
  | { kind: 'one' }
  | { kind: 'many'; count: number }
  | { kind: 'uneven'; fewer: string[] }

export function redundancyOf(nodes: readonly LinkedNode[]): Redundancy {
  const most = Math.max(0, ...nodes.map(({ links }) => links.size))
  if (most === 0) return { kind: 'none' }
  const fewer = nodes.filter(({ links }) => links.size < most).map(({ node }) => node)
  if (fewer.length > 0) return { kind: 'uneven', fewer }
  return most === 1 ? { kind: 'one' } : { kind: 'many', count: most }
}
