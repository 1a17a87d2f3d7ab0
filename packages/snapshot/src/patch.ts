import type { Patch, RowChange } from '@steward/contracts'

/** Compares two states of a list field by field. Returns null when nothing changed. Arrays are compared by their items. */
export function diffRows<Row extends { id: string }>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): Pick<Patch<Row>, 'added' | 'changed' | 'removed'> | null {
  const added: Row[] = []
  const changed: RowChange<Row>[] = []
  const removed: string[] = []
  for (const [id, row] of after) {
    const held = before.get(id)
    if (!held) added.push(row)
    else {
      const change = diffRow(held, row)
      if (change) changed.push(change)
    }
  }
  for (const id of before.keys()) if (!after.has(id)) removed.push(id)
  return added.length + changed.length + removed.length === 0 ? null : { added, changed, removed }
}

function diffRow<Row extends { id: string }>(before: Row, after: Row): RowChange<Row> | null {
  if (before === after) return null
  let change: RowChange<Row> | null = null
  for (const key in after) {
    if (same(before[key], after[key])) continue
    // A change starts with the id alone; TypeScript cannot see that Partial<Row> allows that for every Row.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    change ??= { id: after.id } as RowChange<Row>
    Object.assign(change, { [key]: after[key] })
  }
  return change
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => item === b[index])
}

/**
 * The same list with unchanged rows as the very objects they were before, and the very list of before when nothing
 * changed: a later comparison is then by reference.
 */
export function reuseRows<Row extends { id: string }>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>()
  let same = before.size === after.size
  for (const [id, row] of after) {
    const held = before.get(id)
    const kept = held && diffRow(held, row) === null ? held : row
    if (kept !== held) same = false
    rows.set(id, kept)
  }
  return same ? before : rows
}
