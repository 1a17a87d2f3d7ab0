import { guides } from './en/guides.ts'
import { guidesStuck } from './en/guides-stuck.ts'
import { quorum } from './en/quorum.ts'
import { stuck } from './en/stuck.ts'

/** Areas of texts: `rules:<rule>.says`, `guides:<guide>.steps`, `stuck:verdict-<verdict>`. */
export const en = { rules: { ...quorum }, guides: { ...guides, ...guidesStuck }, stuck } as const
