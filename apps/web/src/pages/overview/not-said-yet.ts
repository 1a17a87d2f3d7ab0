import type { FindingRow } from '@steward/contracts'
import type { Trouble, TroubleKind } from './troubles/trouble.ts'

/** The rules that say the same as a line which stands above already. */
export const saidBy: Partial<Record<TroubleKind, readonly string[]>> = {
  split: ['quorum-split', 'quorum-lost'],
  quorumLost: ['quorum-lost', 'votes-fragile'],
  expectedLowered: ['expected-votes-lowered'],
  qdevice: ['qdevice-disconnected'],
  nodeGone: ['node-offline'],
  nodeStalled: ['node-statistics-stalled'],
  nodeUnknown: ['node-statistics-unknown'],
  nodeGhost: ['node-ghost'],
  nodeMemory: ['node-memory-high'],
  nodeRoot: ['node-root-filling'],
  ioError: ['guest-io-error'],
  internalError: ['guest-internal-error'],
  panicked: ['guest-panicked'],
  haError: ['ha-service-error'],
  shutInside: ['guest-shut-inside'],
  paused: ['guest-paused', 'guest-prelaunch'],
  shouldRun: ['guest-down-unexpectedly'],
  lockLeft: ['lock-left-over', 'guest-half-made'],
  storageFull: ['storage-filling'],
  storageUnknown: ['storage-unavailable'],
  noRights: ['reading-account-sees-nothing'],
}

/** Findings that no trouble above tells; one cause is one line. */
export function notSaidYet<R extends Pick<FindingRow, 'rule'>>(roots: readonly R[], troubles: readonly Trouble[]): R[] {
  const said = new Set(troubles.flatMap(({ kind }) => saidBy[kind] ?? []))
  return roots.filter((row) => !said.has(row.rule))
}
