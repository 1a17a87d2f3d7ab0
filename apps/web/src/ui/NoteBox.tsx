import type { ReactNode } from 'react'

/** A remark beside the matter; its weight is the rule at its left. */
export function NoteBox({ tone, children }: { tone?: 'warn' | 'critical'; children: ReactNode }) {
  return <div className={tone ? `notebox ${tone}` : 'notebox'}>{children}</div>
}
