// Written by `pnpm generate` from the files of this folder.
import type { AnyRule } from '../define-rule.ts'
import { backupFailed } from './backup-failed.ts'
import { backupJobDisabled } from './backup-job-disabled.ts'
import { backupJobMissing } from './backup-job-missing.ts'
import { backupRetentionMissing } from './backup-retention-missing.ts'
import { backupStorageMissing } from './backup-storage-missing.ts'
import { ballooningOverMemory } from './ballooning-over-memory.ts'
import { bondMemberMissing } from './bond-member-missing.ts'
import { bootOrderDeviceMissing } from './boot-order-device-missing.ts'
import { bootOrderWithoutDisk } from './boot-order-without-disk.ts'
import { bridgeMissingOnNode } from './bridge-missing-on-node.ts'
import { bridgePortMissing } from './bridge-port-missing.ts'
import { certificateExpired } from './certificate-expired.ts'
import { certificateExpiring } from './certificate-expiring.ts'
import { cloudInitAddressDuplicate } from './cloud-init-address-duplicate.ts'
import { cloudInitChangesPending } from './cloud-init-changes-pending.ts'
import { cloudInitDiskTiny } from './cloud-init-disk-tiny.ts'
import { cloudInitDriveMissing } from './cloud-init-drive-missing.ts'
import { cloudInitGatewayMissing } from './cloud-init-gateway-missing.ts'
import { cloudInitGatewayOutside } from './cloud-init-gateway-outside.ts'
import { cloudInitGatewayWithDhcp } from './cloud-init-gateway-with-dhcp.ts'
import { cloudInitLoginMissing } from './cloud-init-login-missing.ts'
import { cloudInitNameserverComma } from './cloud-init-nameserver-comma.ts'
import { cloudInitNicUnconfigured } from './cloud-init-nic-unconfigured.ts'
import { cloudInitOnIdeWithOvmf } from './cloud-init-on-ide-with-ovmf.ts'
import { cloudInitSerialMissing } from './cloud-init-serial-missing.ts'
import { cloudInitSnippetLocal } from './cloud-init-snippet-local.ts'
import { cloudInitUpgradeDefault } from './cloud-init-upgrade-default.ts'
import { clusterJoinRunning } from './cluster-join-running.ts'
import { clusterLinkSingle } from './cluster-link-single.ts'
import { clusterLinksShareCard } from './cluster-links-share-card.ts'
import { clusterViewsUnasked } from './cluster-views-unasked.ts'
import { containerDiskFull } from './container-disk-full.ts'
import { containerMemoryFull } from './container-memory-full.ts'
import { containerMountedLong } from './container-mounted-long.ts'
import { containerPrivileged } from './container-privileged.ts'
import { cpuHostInMixedCluster } from './cpu-host-in-mixed-cluster.ts'
import { cpuKvm64 } from './cpu-kvm64.ts'
import { defaultGatewayTwice } from './default-gateway-twice.ts'
import { diskCacheUnsafe } from './disk-cache-unsafe.ts'
import { diskDiscardMissing } from './disk-discard-missing.ts'
import { diskExcludedFromBackup } from './disk-excluded-from-backup.ts'
import { diskHealthFailed } from './disk-health-failed.ts'
import { diskIothreadIneffective } from './disk-iothread-ineffective.ts'
import { diskOnIde } from './disk-on-ide.ts'
import { diskUnused } from './disk-unused.ts'
import { diskWorn } from './disk-worn.ts'
import { efiDiskMissing } from './efi-disk-missing.ts'
import { evenVotesWithoutQdevice } from './even-votes-without-qdevice.ts'
import { expectedVotesLowered } from './expected-votes-lowered.ts'
import { guestAgentOff } from './guest-agent-off.ts'
import { guestAgentSilent } from './guest-agent-silent.ts'
import { guestChangesPending } from './guest-changes-pending.ts'
import { guestDownUnexpectedly } from './guest-down-unexpectedly.ts'
import { guestHalfMade } from './guest-half-made.ts'
import { guestHibernatedLong } from './guest-hibernated-long.ts'
import { guestInternalError } from './guest-internal-error.ts'
import { guestIoError } from './guest-io-error.ts'
import { guestPanicked } from './guest-panicked.ts'
import { guestPaused } from './guest-paused.ts'
import { guestPrelaunch } from './guest-prelaunch.ts'
import { guestRestartsOften } from './guest-restarts-often.ts'
import { guestShutInside } from './guest-shut-inside.ts'
import { guestStartFailed } from './guest-start-failed.ts'
import { guestVgaSerialWithoutSerial } from './guest-vga-serial-without-serial.ts'
import { guestWithoutNetwork } from './guest-without-network.ts'
import { guestsNotBackedUp } from './guests-not-backed-up.ts'
import { haDisarmed } from './ha-disarmed.ts'
import { haGuestOnLocalStorage } from './ha-guest-on-local-storage.ts'
import { haManagerOfNodeDead } from './ha-manager-of-node-dead.ts'
import { haMasterMissing } from './ha-master-missing.ts'
import { haRequestUnfulfilled } from './ha-request-unfulfilled.ts'
import { haServiceError } from './ha-service-error.ts'
import { haServiceStuck } from './ha-service-stuck.ts'
import { haWithTwoNodes } from './ha-with-two-nodes.ts'
import { interfaceInactive } from './interface-inactive.ts'
import { isoLeftInDrive } from './iso-left-in-drive.ts'
import { linkedClonePinned } from './linked-clone-pinned.ts'
import { lockHeldLong } from './lock-held-long.ts'
import { lockLeftOver } from './lock-left-over.ts'
import { lockOwnerUnseen } from './lock-owner-unseen.ts'
import { macDuplicate } from './mac-duplicate.ts'
import { memoryOverNode } from './memory-over-node.ts'
import { nameWithDot } from './name-with-dot.ts'
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
import { onbootOffLongRunning } from './onboot-off-long-running.ts'
import { passthroughPinsGuest } from './passthrough-pins-guest.ts'
import { passthroughWithCloudKernel } from './passthrough-with-cloud-kernel.ts'
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
import { scsiControllerLsi } from './scsi-controller-lsi.ts'
import { shutdownStuck } from './shutdown-stuck.ts'
import { snapshotOld } from './snapshot-old.ts'
import { snapshotUnfinished } from './snapshot-unfinished.ts'
import { snapshotWithMemory } from './snapshot-with-memory.ts'
import { snapshotsMany } from './snapshots-many.ts'
import { socketsMany } from './sockets-many.ts'
import { storageDisabledInUse } from './storage-disabled-in-use.ts'
import { storageFilling } from './storage-filling.ts'
import { storageFullSoon } from './storage-full-soon.ts'
import { storageNodeUnknown } from './storage-node-unknown.ts'
import { storageSharedButLocal } from './storage-shared-but-local.ts'
import { storageUnavailable } from './storage-unavailable.ts'
import { subscriptionExpired } from './subscription-expired.ts'
import { taskFailedRepeatedly } from './task-failed-repeatedly.ts'
import { taskRunningLong } from './task-running-long.ts'
import { taskUnconfirmed } from './task-unconfirmed.ts'
import { thinPoolDataFilling } from './thin-pool-data-filling.ts'
import { thinPoolMetadataFilling } from './thin-pool-metadata-filling.ts'
import { twoNodesWithoutQdevice } from './two-nodes-without-qdevice.ts'
import { userEnabledButExpired } from './user-enabled-but-expired.ts'
import { vcpusOverNode } from './vcpus-over-node.ts'
import { vlanTagOnUnawareBridge } from './vlan-tag-on-unaware-bridge.ts'
import { votesFragile } from './votes-fragile.ts'
import { votesUneven } from './votes-uneven.ts'
import { windows11WithoutTpm } from './windows11-without-tpm.ts'
import { wirelessInBridge } from './wireless-in-bridge.ts'
import { zfsPoolDegraded } from './zfs-pool-degraded.ts'
import { zfsPoolFilling } from './zfs-pool-filling.ts'
import { zfsPoolFragmented } from './zfs-pool-fragmented.ts'

export const rules: readonly AnyRule[] = [
  backupFailed,
  backupJobDisabled,
  backupJobMissing,
  backupRetentionMissing,
  backupStorageMissing,
  ballooningOverMemory,
  bondMemberMissing,
  bootOrderDeviceMissing,
  bootOrderWithoutDisk,
  bridgeMissingOnNode,
  bridgePortMissing,
  certificateExpired,
  certificateExpiring,
  cloudInitAddressDuplicate,
  cloudInitChangesPending,
  cloudInitDiskTiny,
  cloudInitDriveMissing,
  cloudInitGatewayMissing,
  cloudInitGatewayOutside,
  cloudInitGatewayWithDhcp,
  cloudInitLoginMissing,
  cloudInitNameserverComma,
  cloudInitNicUnconfigured,
  cloudInitOnIdeWithOvmf,
  cloudInitSerialMissing,
  cloudInitSnippetLocal,
  cloudInitUpgradeDefault,
  clusterJoinRunning,
  clusterLinkSingle,
  clusterLinksShareCard,
  clusterViewsUnasked,
  containerDiskFull,
  containerMemoryFull,
  containerMountedLong,
  containerPrivileged,
  cpuHostInMixedCluster,
  cpuKvm64,
  defaultGatewayTwice,
  diskCacheUnsafe,
  diskDiscardMissing,
  diskExcludedFromBackup,
  diskHealthFailed,
  diskIothreadIneffective,
  diskOnIde,
  diskUnused,
  diskWorn,
  efiDiskMissing,
  evenVotesWithoutQdevice,
  expectedVotesLowered,
  guestAgentOff,
  guestAgentSilent,
  guestChangesPending,
  guestDownUnexpectedly,
  guestHalfMade,
  guestHibernatedLong,
  guestInternalError,
  guestIoError,
  guestPanicked,
  guestPaused,
  guestPrelaunch,
  guestRestartsOften,
  guestShutInside,
  guestStartFailed,
  guestVgaSerialWithoutSerial,
  guestWithoutNetwork,
  guestsNotBackedUp,
  haDisarmed,
  haGuestOnLocalStorage,
  haManagerOfNodeDead,
  haMasterMissing,
  haRequestUnfulfilled,
  haServiceError,
  haServiceStuck,
  haWithTwoNodes,
  interfaceInactive,
  isoLeftInDrive,
  linkedClonePinned,
  lockHeldLong,
  lockLeftOver,
  lockOwnerUnseen,
  macDuplicate,
  memoryOverNode,
  nameWithDot,
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
  onbootOffLongRunning,
  passthroughPinsGuest,
  passthroughWithCloudKernel,
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
  scsiControllerLsi,
  shutdownStuck,
  snapshotOld,
  snapshotUnfinished,
  snapshotWithMemory,
  snapshotsMany,
  socketsMany,
  storageDisabledInUse,
  storageFilling,
  storageFullSoon,
  storageNodeUnknown,
  storageSharedButLocal,
  storageUnavailable,
  subscriptionExpired,
  taskFailedRepeatedly,
  taskRunningLong,
  taskUnconfirmed,
  thinPoolDataFilling,
  thinPoolMetadataFilling,
  twoNodesWithoutQdevice,
  userEnabledButExpired,
  vcpusOverNode,
  vlanTagOnUnawareBridge,
  votesFragile,
  votesUneven,
  windows11WithoutTpm,
  wirelessInBridge,
  zfsPoolDegraded,
  zfsPoolFilling,
  zfsPoolFragmented,
]
