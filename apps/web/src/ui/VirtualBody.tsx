import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

type Props = {
  count: number
  columns: number
  dense: boolean
  render: (index: number, measure: (element: Element | null) => void) => ReactNode
}

/** Only the rows that can be seen, with room kept above and below. Rows of cards differ in height, so they are measured. */
export function VirtualBody({ count, columns, dense, render }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    if (body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY)
  }, [])
  const rowHeight = dense ? 30 : 38
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => (window.innerWidth <= 640 ? 66 : rowHeight),
    overscan: 20,
    scrollMargin: top,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const above = first ? first.start - top : 0
  const below = last ? virtual.getTotalSize() + top - last.end : 0
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- below 640 px the table is a grid, which drops its roles
    <tbody role="rowgroup" ref={body}>
      <Room height={above} columns={columns} />
      {items.map((item) => render(item.index, virtual.measureElement))}
      <Room height={below} columns={columns} />
    </tbody>
  )
}

function Room({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true" className="room" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  )
}
