/**
 * When support for a major release ends: the last day of the month that PVE's documentation names
 * (pve-docs: pve-faq.adoc, support table). `endsAt` is the first second after it.
 */
export const pveReleases: readonly { major: number; endsAt: number; ends: string }[] = [
  { major: 7, endsAt: 1_722_470_400, ends: '2024-07' },
  { major: 8, endsAt: 1_788_220_800, ends: '2026-08' },
]
