import type { ReactNode } from 'react'
import { LateTexts } from './LateTexts.tsx'
import { loadRuleTexts } from './load-texts.ts'

/** Shows its children once the words of the rules are there. */
export const RuleTexts = ({ rows, children }: { rows: number; children: ReactNode }) => (
  <LateTexts load={loadRuleTexts} rows={rows}>
    {children}
  </LateTexts>
)
