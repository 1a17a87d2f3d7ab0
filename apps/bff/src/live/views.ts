import type { FindingRow, CollectionName, CollectionReply, Collections, Patch } from '@steward/contracts'
import { diffRows, type Picture } from '@steward/snapshot'
import type { Eyes } from '../services/visibility.ts'

export const collectionNames: readonly CollectionName[] = ['guests', 'nodes', 'storages', 'tasks', 'findings']

/** What stands behind the lists: the picture, and what the rules found in it. */
export type Shown = Pick<Picture, 'guests' | 'nodes' | 'storages' | 'tasks'> & {
  findings: ReadonlyMap<string, FindingRow>
}
type Lists = { [N in CollectionName]: ReadonlyMap<string, Collections[N]> }
type AnyPatch = { collection: CollectionName; patch: Patch<Collections[CollectionName]> }

/**
 * The lists as one class of people sees them: versions of their own, and the bytes of each list kept until it changes,
 * so that a thousand requests for 5,000 guests cost one serialisation.
 */
export type View = {
  readonly eyes: Eyes
  versions(): Record<CollectionName, number>
  /** The whole list as JSON bytes. */
  bytes(name: CollectionName): Buffer
  /** Takes over a new picture; answers what changed for these eyes. */
  update(shown: Shown, readAt: number | null): AnyPatch[]
  usedAt: number
}

export function createView(eyes: Eyes, shown: Shown, readAt: number | null, now: number): View {
  const redacted = new WeakMap<object, object | null>()
  let lists = filterAll(shown)
  let read = readAt
  const versions: Record<CollectionName, number> = { guests: now, nodes: now, storages: now, tasks: now, findings: now }
  const kept = new Map<CollectionName, Buffer>()

  /** Rows that did not change are the same objects from picture to picture, so what eyes made of them can be kept. */
  function filter<N extends CollectionName>(
    name: N,
    rows: ReadonlyMap<string, Collections[N]>,
  ): ReadonlyMap<string, Collections[N]> {
    if (eyes.key === 'all') return rows
    const seen = new Map<string, Collections[N]>()
    for (const [id, row] of rows) {
      const visible = remember(redacted, row, eyes.row[name])
      if (visible) seen.set(id, visible)
    }
    return seen
  }
  function filterAll(source: Shown): Lists {
    return {
      guests: filter('guests', source.guests),
      nodes: filter('nodes', source.nodes),
      storages: filter('storages', source.storages),
      tasks: filter('tasks', source.tasks),
      findings: filter('findings', source.findings),
    }
  }

  return {
    eyes,
    usedAt: now,
    versions: () => ({ ...versions }),
    bytes(name) {
      const held = kept.get(name)
      if (held) return held
      const reply: CollectionReply<unknown> = { version: versions[name], readAt: read, rows: [...lists[name].values()] }
      const bytes = Buffer.from(JSON.stringify(reply))
      kept.set(name, bytes)
      return bytes
    },
    update(next, nextReadAt) {
      const after = filterAll(next)
      const patches: AnyPatch[] = []
      for (const name of collectionNames) {
        const diff = diffRows<Collections[CollectionName]>(lists[name], after[name])
        if (!diff) continue
        const from = versions[name]
        versions[name] = from + 1
        kept.delete(name)
        patches.push({ collection: name, patch: { from, version: from + 1, readAt: nextReadAt, ...diff } })
      }
      lists = after
      read = nextReadAt
      return patches
    },
  }
}

function remember<Row extends object>(
  memory: WeakMap<object, object | null>,
  row: Row,
  look: (row: Row) => Row | null,
): Row | null {
  if (memory.has(row)) {
    // Only ever filled below, with what `look` made of this very row.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (memory.get(row) ?? null) as Row | null
  }
  const seen = look(row)
  memory.set(row, seen)
  return seen
}
