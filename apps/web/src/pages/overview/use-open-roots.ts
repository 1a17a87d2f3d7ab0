import { useMemo } from 'react'
import { useNow } from '../../api/clock.ts'
import { openRoots } from '../../facts/finding-words.ts'
import { useFindings } from '../../facts/use-facts.ts'

/** The findings that need a hand now; a snooze ends on the minute. */
export function useOpenRoots() {
  const { rows } = useFindings()
  const minute = Math.floor(useNow() / 60) * 60
  return useMemo(() => openRoots(rows, minute), [rows, minute])
}
