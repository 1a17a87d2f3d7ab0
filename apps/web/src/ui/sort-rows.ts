export type Sort = { column: string; descending: boolean }
export type SortValue = string | number | null

const collator = new Intl.Collator(['en', 'zh-CN'], { numeric: true, sensitivity: 'base' })

/** A sorted copy. What is not known stands last in both directions, so that it never looks like the smallest. */
export function sortRows<Row>(rows: readonly Row[], valueOf: (row: Row) => SortValue, descending: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value)
    return sign * collator.compare(String(a.value), String(b.value))
  })
  return keyed.map(({ row }) => row)
}
