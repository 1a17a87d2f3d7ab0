import type { PveVersion } from '../world/description.ts'

/** Calls that 8.4 did not have yet. The table itself is that of 9.2. */
const since9 = [
  /\/cluster\/bulk-action/,
  /\/cluster\/ha\/rules/,
  /\/cluster\/ha\/status\/(?:dis)?arm-ha/,
  /\/oci-registry|query-oci/,
  /\/nodes\/\{node\}\/(?:qemu|lxc)\/\{vmid\}\/dbus-vmstate/,
  /^PUT \/access\/users\/\{userid\}\/token\/\{tokenid\}\/regenerate/,
]

export const isInVersion = (pve: PveVersion, key: string): boolean =>
  pve !== '8.4' || !since9.some((pattern) => pattern.test(key))
