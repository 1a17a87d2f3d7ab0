/** Ids of rules that are gone. They are never used again: somebody's ignore list may name them. */
export const retired: readonly string[] = [
  // A job without one cannot be: PVE demands it and drops such a section (pve-guest-common: src/PVE/VZDump/JobBase.pm).
  'backup-schedule-missing',
  // 0 is no way to say "no limit": PVE then takes 512 MiB (pve-container: src/PVE/LXC.pm).
  'container-memory-unlimited',
]
