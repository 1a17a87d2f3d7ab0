/** PVE's own form (pve-guest-common: src/PVE/AbstractConfig.pm). */
export const isSnapshotName = (name: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_-]{1,39}$/.test(name) && name !== 'current' && name !== 'pending'

/** A name that says when, in the reader's own time. */
export function suggestName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `s${day}_${two(now.getHours())}${two(now.getMinutes())}`
}
