// Written by `pnpm generate` from the files of this folder.
import type { AnyRule } from '../define-rule.ts'
import { bondMemberMissing } from './bond-member-missing.ts'
import { bridgePortMissing } from './bridge-port-missing.ts'
import { certificateExpired } from './certificate-expired.ts'
import { certificateExpiring } from './certificate-expiring.ts'
import { clusterJoinRunning } from './cluster-join-running.ts'
import { clusterLinkSingle } from './cluster-link-single.ts'
import { clusterViewsUnasked } from './cluster-views-unasked.ts'
import { defaultGatewayTwice } from './default-gateway-twice.ts'
import { diskHealthFailed } from './disk-health-failed.ts'
import { diskWorn } from './disk-worn.ts'
import { evenVotesWithoutQdevice } from './even-votes-without-qdevice.ts'
import { expectedVotesLowered } from './expected-votes-lowered.ts'
import { haDisarmed } from './ha-disarmed.ts'
import { haGuestOnLocalStorage } from './ha-guest-on-local-storage.ts'
import { haManagerOfNodeDead } from './ha-manager-of-node-dead.ts'
import { haMasterMissing } from './ha-master-missing.ts'
import { haRequestUnfulfilled } from './ha-request-unfulfilled.ts'
import { haServiceError } from './ha-service-error.ts'
import { haServiceStuck } from './ha-service-stuck.ts'
import { haWithTwoNodes } from './ha-with-two-nodes.ts'
import { networkChangesPending } from './network-changes-pending.ts'
import { nodeAddressByDhcp } from './node-address-by-dhcp.ts'
import { nodeClockDrift } from './node-clock-drift.ts'
import { nodeClockWrong } from './node-clock-wrong.ts'
import { nodeCoresOvercommitted } from './node-cores-overcommitted.ts'
import { nodeCpuHigh } from './node-cpu-high.ts'
import { nodeCpuModelsDifferVendor } from './node-cpu-models-differ-vendor.ts'
import { nodeGhost } from './node-ghost.ts'
import { nodeIowaitHigh } from './node-iowait-high.ts'
import { nodeKernelNotRunning } from './node-kernel-not-running.ts'
import { nodeKernelsDiffer } from './node-kernels-differ.ts'
import { nodeMaintenanceLong } from './node-maintenance-long.ts'
import { nodeMemoryHigh } from './node-memory-high.ts'
import { nodeMemoryOvercommitted } from './node-memory-overcommitted.ts'
import { nodeOffline } from './node-offline.ts'
import { nodeRebootedLately } from './node-rebooted-lately.ts'
import { nodeRootFilling } from './node-root-filling.ts'
import { nodeServiceDown } from './node-service-down.ts'
import { nodeStatisticsStalled } from './node-statistics-stalled.ts'
import { nodeStatisticsUnknown } from './node-statistics-unknown.ts'
import { nodeSwapHeavy } from './node-swap-heavy.ts'
import { nodeTimezonesDiffer } from './node-timezones-differ.ts'
import { nodeVersionEndOfLife } from './node-version-end-of-life.ts'
import { nodeVersionsDiffer } from './node-versions-differ.ts'
import { qdeviceDisconnected } from './qdevice-disconnected.ts'
import { qdeviceWithOddNodes } from './qdevice-with-odd-nodes.ts'
import { quorumLost } from './quorum-lost.ts'
import { quorumSplit } from './quorum-split.ts'
import { quorumStatusStale } from './quorum-status-stale.ts'
import { readingAccountSeesNothing } from './reading-account-sees-nothing.ts'
import { readingAccountTasksBlind } from './reading-account-tasks-blind.ts'
import { replicationDisabled } from './replication-disabled.ts'
import { replicationFailing } from './replication-failing.ts'
import { replicationOverdue } from './replication-overdue.ts'
import { replicationTargetGone } from './replication-target-gone.ts'
import { repositoryEnterpriseWithoutSubscription } from './repository-enterprise-without-subscription.ts'
import { repositoryFileBroken } from './repository-file-broken.ts'
import { repositoryNoneEnabled } from './repository-none-enabled.ts'
import { repositorySuitesMixed } from './repository-suites-mixed.ts'
import { repositoryTestEnabled } from './repository-test-enabled.ts'
import { subscriptionExpired } from './subscription-expired.ts'
import { taskFailedRepeatedly } from './task-failed-repeatedly.ts'
import { taskRunningLong } from './task-running-long.ts'
import { taskUnconfirmed } from './task-unconfirmed.ts'
import { thinPoolDataFilling } from './thin-pool-data-filling.ts'
import { thinPoolMetadataFilling } from './thin-pool-metadata-filling.ts'
import { twoNodesWithoutQdevice } from './two-nodes-without-qdevice.ts'
import { userEnabledButExpired } from './user-enabled-but-expired.ts'
import { votesFragile } from './votes-fragile.ts'
import { votesUneven } from './votes-uneven.ts'
import { wirelessInBridge } from './wireless-in-bridge.ts'
import { zfsPoolDegraded } from './zfs-pool-degraded.ts'
import { zfsPoolFilling } from './zfs-pool-filling.ts'
import { zfsPoolFragmented } from './zfs-pool-fragmented.ts'

export const rules: readonly AnyRule[] = [
  bondMemberMissing,
  bridgePortMissing,
  certificateExpired,
  certificateExpiring,
  clusterJoinRunning,
  clusterLinkSingle,
  clusterViewsUnasked,
  defaultGatewayTwice,
  diskHealthFailed,
  diskWorn,
  evenVotesWithoutQdevice,
  expectedVotesLowered,
  haDisarmed,
  haGuestOnLocalStorage,
  haManagerOfNodeDead,
  haMasterMissing,
  haRequestUnfulfilled,
  haServiceError,
  haServiceStuck,
  haWithTwoNodes,
  networkChangesPending,
  nodeAddressByDhcp,
  nodeClockDrift,
  nodeClockWrong,
  nodeCoresOvercommitted,
  nodeCpuHigh,
  nodeCpuModelsDifferVendor,
  nodeGhost,
  nodeIowaitHigh,
  nodeKernelNotRunning,
  nodeKernelsDiffer,
  nodeMaintenanceLong,
  nodeMemoryHigh,
  nodeMemoryOvercommitted,
  nodeOffline,
  nodeRebootedLately,
  nodeRootFilling,
  nodeServiceDown,
  nodeStatisticsStalled,
  nodeStatisticsUnknown,
  nodeSwapHeavy,
  nodeTimezonesDiffer,
  nodeVersionEndOfLife,
  nodeVersionsDiffer,
  qdeviceDisconnected,
  qdeviceWithOddNodes,
  quorumLost,
  quorumSplit,
  quorumStatusStale,
  readingAccountSeesNothing,
  readingAccountTasksBlind,
  replicationDisabled,
  replicationFailing,
  replicationOverdue,
  replicationTargetGone,
  repositoryEnterpriseWithoutSubscription,
  repositoryFileBroken,
  repositoryNoneEnabled,
  repositorySuitesMixed,
  repositoryTestEnabled,
  subscriptionExpired,
  taskFailedRepeatedly,
  taskRunningLong,
  taskUnconfirmed,
  thinPoolDataFilling,
  thinPoolMetadataFilling,
  twoNodesWithoutQdevice,
  userEnabledButExpired,
  votesFragile,
  votesUneven,
  wirelessInBridge,
  zfsPoolDegraded,
  zfsPoolFilling,
  zfsPoolFragmented,
]
