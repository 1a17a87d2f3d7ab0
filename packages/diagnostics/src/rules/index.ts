// Written by `pnpm generate` from the files of this folder.
import type { AnyRule } from '../define-rule.ts'
import { quorumLost } from './quorum-lost.ts'

export const rules: readonly AnyRule[] = [
  quorumLost,
]
