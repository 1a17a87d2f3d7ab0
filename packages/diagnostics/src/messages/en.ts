import { guides } from './en/guides.ts'
import { quorum } from './en/quorum.ts'

/** Areas of texts: `rules:<rule>.says`, `guides:<guide>.steps`. */
export const en = { rules: { ...quorum }, guides } as const
