import type { NodeRow } from '@steward/contracts'

export type Versions = {
  kind: 'unread' | 'same' | 'differ' | 'major'
  groups: { version: string | null; nodes: string[] }[]
}

/** The nodes by PVE's release; null for those whose release was not read. */
export function versionsOf(nodes: readonly Pick<NodeRow, 'name' | 'version' | 'ghost'>[]): Versions {
  const byVersion = Map.groupBy(
    nodes.filter(({ ghost }) => !ghost),
    ({ version }) => version,
  )
  const groups = [...byVersion]
    .map(([version, rows]) => ({ version, nodes: rows.map(({ name }) => name).toSorted() }))
    .toSorted((a, b) => (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true }))
  const known = groups.flatMap(({ version }) => (version === null ? [] : [version]))
  const majors = new Set(known.map((version) => version.split('.')[0]))
  if (known.length === 0) return { kind: 'unread', groups }
  return { kind: majors.size > 1 ? 'major' : known.length > 1 ? 'differ' : 'same', groups }
}
