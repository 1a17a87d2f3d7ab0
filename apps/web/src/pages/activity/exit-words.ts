// What the end texts of PVE mean, where that is known. The texts are those of qemu-server, pve-container, pve-guest-common,
// pve-storage and pve-manager; the first line that fits is taken, so the narrow ones stand first.
const known = [
  ['warnings', /^WARNINGS: \d+$/],
  ['shutdown-timeout', /VM quit\/powerdown failed - got timeout|container did not stop/],
  ['shutdown-failed', /VM quit\/powerdown failed/],
  ['lock-timeout', /can't lock file '.*' - got timeout/],
  ['cluster-lock', /cfs-lock '.*' error: got lock request timeout/],
  ['no-quorum', /no quorum|unable to open file '\/etc\/pve\/.*' - Permission denied/],
  ['interrupted', /received interrupt|interrupted by signal/],
  ['cut-off', /^unexpected status$|^unable to get last line/],
  ['locked', /(?:VM|CT) is locked \(/],
  ['disk-full', /No space left on device/],
  ['migration', /migration aborted|Some guests failed to migrate/],
  ['backup', /^job errors$|Backup job failed/],
  ['no-config', /unable to find configuration file|Configuration file '.*' does not exist/],
  ['no-bridge', /bridge '.*' does not exist/],
  ['no-volume', /volume '.*' does not exist|failed to stat '/],
  ['no-snapshot', /snapshot '.*' does not exist/],
  ['snapshot-taken', /snapshot name '.*' already used/],
  ['snapshot-impossible', /snapshot feature is not available/],
  ['runs-already', /(?:VM|CT) \d+ already running/],
  ['is-template', /can't start a vm if it's a template/],
  ['no-kvm', /KVM virtualisation configured, but not available/],
  ['cores', /^MAX \d+ vcpus allowed/],
  ['qemu-start', /start failed: QEMU exited with code|startup for container '.*' failed/],
  ['qemu-silent', /unable to connect to VM \d+ qmp socket|qmp command '.*' failed - got timeout/],
  ['shrink', /shrinking disks is not supported/],
  ['clones', /is still in use by linked clone/],
  ['not-an-image', /failed to verify file/],
  ['checksum', /checksum mismatch/],
  ['file-there', /refusing to override existing file/],
  ['no-connection', /Connection refused|No route to host|Connection timed out/],
  ['download', /download failed: exit code 8/],
  ['password', /401 authentication failure/],
  ['storage-away', /storage '.*' is not (?:online|available)/],
  ['apt', /apt-get update' failed/],
  ['ha', /command 'ha-manager .*' failed/],
] as const satisfies readonly (readonly [string, RegExp])[]

export type ExitMeaning = (typeof known)[number][0]

/** null when the end text is fine or not known: then only PVE's own words are shown. */
export const meaningOf = (exit: string): ExitMeaning | null => known.find(([, form]) => form.test(exit))?.[0] ?? null
