import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import { Icon } from './Icon.tsx'
import { type Sort, sortRows, type SortValue } from './sort-rows.ts'

const VirtualBody = lazy(() => import('./VirtualBody.tsx').then((module) => ({ default: module.VirtualBody })))
const virtualFrom = 200

export type Column<Row> = {
  id: string
  head: string
  /** Shown instead of `head`, which then only names the column. */
  headCell?: ReactNode
  cell: (row: Row) => ReactNode
  /**
   * What happens below 640 px: none = the line's name, '2' = right of the name, '2f' = a line of its own under it,
   * '3' = waits for the detail page, 'pick' = a tick, over the whole line while one selects. Heads vanish there, so a '2f' cell must make sense without its head.
   */
  priority?: '2' | '2f' | '3' | 'pick'
  align?: 'end'
  width?: string
  sortBy?: (row: Row) => SortValue
}

export type DataTableProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** 30 px rows for thousands instead of 38 px. */
  dense?: boolean
  /** Kept by the page (in the address); without it the table keeps its own. */
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** The rows come in their final order; a click on a head only tells the page. */
  arranged?: boolean
  rowClass?: (row: Row) => string | undefined
  /** Rows must come in the order of their groups; sorting happens inside a group. */
  groupOf?: (row: Row) => string
  groupHead?: (group: string, rows: readonly Row[]) => ReactNode
}

type Line<Row> = { key: string; row: Row } | { key: string; group: string; rows: readonly Row[] }

function toLines<Row>(rows: readonly Row[], props: DataTableProps<Row>): Line<Row>[] {
  const { groupOf, keyOf } = props
  if (!groupOf) return rows.map((row) => ({ key: keyOf(row), row }))
  const lines: Line<Row>[] = []
  for (const [group, members] of Map.groupBy(rows, groupOf)) {
    lines.push({ key: `group ${group}`, group, rows: members })
    for (const row of members) lines.push({ key: keyOf(row), row })
  }
  return lines
}

// The roles are named although they are the elements' own: below 640 px the rows are grids, which drops them.
/* oxlint-disable jsx-a11y/no-redundant-roles */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, dense = false, label, rowClass, groupHead, arranged = false } = props
  const t = useT()
  const [own, setOwn] = useState<Sort>()
  const sort = props.sort ?? own
  const setSort = props.onSort ?? setOwn
  const sorter = arranged ? undefined : columns.find((column) => column.id === sort?.column)?.sortBy
  const sorted = useMemo(() => (sort && sorter ? sortRows(rows, sorter, sort.descending) : rows), [rows, sort, sorter])
  const lines = toLines(sorted, props)
  const renderLine = (index: number, measure?: (element: Element | null) => void) => {
    const line = lines[index]
    if (!line) return null
    if ('group' in line)
      return (
        <tr key={line.key} className="grp" role="row" data-index={index} ref={measure}>
          <td colSpan={columns.length} role="cell">
            {groupHead?.(line.group, line.rows)}
          </td>
        </tr>
      )
    return (
      <tr key={line.key} className={rowClass?.(line.row)} role="row" data-index={index} ref={measure}>
        {columns.map((column) => (
          <td
            key={column.id}
            role="cell"
            data-p={column.priority}
            className={`${column.priority ? '' : 'name'} ${column.align ? 'num' : ''}`}
          >
            {column.cell(line.row)}
          </td>
        ))}
      </tr>
    )
  }
  return (
    <table className={dense ? 'tbl dense' : 'tbl'} role="table" aria-label={label} aria-rowcount={lines.length + 1}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              className={column.align ? 'num' : undefined}
              style={column.width === undefined ? undefined : { width: column.width }}
              aria-sort={sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.headCell !== undefined ? (
                column.headCell
              ) : column.sortBy ? (
                <button
                  type="button"
                  className="sort"
                  title={t('sortBy', { column: column.head })}
                  onClick={() =>
                    setSort({ column: column.id, descending: sort?.column === column.id && !sort.descending })
                  }
                >
                  {column.head}
                  {sort?.column === column.id && <Icon name={sort.descending ? 'down' : 'up'} size={12} />}
                </button>
              ) : (
                column.head
              )}
            </th>
          ))}
        </tr>
      </thead>
      {lines.length > virtualFrom ? (
        <Suspense fallback={<tbody role="rowgroup">{lines.slice(0, 40).map((_, index) => renderLine(index))}</tbody>}>
          <VirtualBody count={lines.length} columns={columns.length} dense={dense} render={renderLine} />
        </Suspense>
      ) : (
        <tbody role="rowgroup">{lines.map((_, index) => renderLine(index))}</tbody>
      )}
    </table>
  )
}
