import type { WireSnapshot } from './wire.ts'

export type TreeLine = { snapshot: WireSnapshot; depth: number; isNow: boolean }

/** PVE's pseudo-snapshot for the present state. */
const nowName = 'current'

/** Snapshots under their parents, oldest first. One whose parent is gone stands at the root; a circle ends. */
export function toTree(snapshots: readonly WireSnapshot[]): TreeLine[] {
  const known = new Set(snapshots.map(({ name }) => name))
  const children = Map.groupBy(snapshots, ({ parent, name }) =>
    parent !== undefined && known.has(parent) && parent !== name ? parent : '',
  )
  const lines: TreeLine[] = []
  const seen = new Set<string>()
  const walk = (parent: string, depth: number) => {
    const branch = (children.get(parent) ?? []).toSorted((a, b) => (a.snaptime ?? Infinity) - (b.snaptime ?? Infinity))
    for (const snapshot of branch) {
      if (seen.has(snapshot.name)) continue
      seen.add(snapshot.name)
      lines.push({ snapshot, depth, isNow: snapshot.name === nowName })
      walk(snapshot.name, depth + 1)
    }
  }
  walk('', 0)
  for (const snapshot of snapshots)
    if (!seen.has(snapshot.name)) lines.push({ snapshot, depth: 0, isNow: snapshot.name === nowName })
  return lines
}
