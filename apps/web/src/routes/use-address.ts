import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import type { Sort } from '../ui/sort-rows.ts'

/** What the address says behind its "?", and the way to change it. `undefined` takes a value away. */
export function useAddress() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: { [Name in keyof typeof search]?: string | undefined }) => {
    const merged: Record<string, string> = {}
    for (const [name, value] of Object.entries<string | undefined>({ ...search, ...next }))
      if (value) merged[name] = value
    void navigate({ to: '.', search: merged, replace: true, resetScroll: false })
  }
  // Typing stays fast while long lists are filtered and drawn.
  return { search, settled: useDeferredValue(search), change }
}

/** "name" or "-name" in the address. */
export function toSort(text: string | undefined, isSortable: (column: string) => boolean): Sort | null {
  if (text === undefined) return null
  const descending = text.startsWith('-')
  const column = descending ? text.slice(1) : text
  return isSortable(column) ? { column, descending } : null
}

export const fromSort = ({ column, descending }: Sort): string => `${descending ? '-' : ''}${column}`
