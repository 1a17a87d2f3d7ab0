import { expect, test } from 'vitest'
import { meaningOf } from './exit-words.ts'

test.each([
  ['VM quit/powerdown failed - got timeout', 'shutdown-timeout'],
  ['VM quit/powerdown failed', 'shutdown-failed'],
  ["can't lock file '/var/lock/qemu-server/lock-104.conf' - got timeout", 'lock-timeout'],
  ["create pool failed: cfs-lock 'file-user_cfg' error: got lock request timeout", 'cluster-lock'],
  ["unable to open file '/etc/pve/nodes/pve2/qemu-server/202.conf.tmp.612' - Permission denied", 'no-quorum'],
  ["create storage failed: cfs-lock 'file-storage_cfg' error: no quorum!", 'no-quorum'],
  ['received interrupt', 'interrupted'],
  ['interrupted by signal', 'interrupted'],
  ['unexpected status', 'cut-off'],
  ['WARNINGS: 2', 'warnings'],
  ['job errors', 'backup'],
  ['migration aborted', 'migration'],
  ['VM is locked (backup)', 'locked'],
  ['clone failed: unable to create image: Could not write qcow2 header: No space left on device', 'disk-full'],
  ["volume 'local:202/vm-202-disk-0.qcow2' does not exist", 'no-volume'],
  ["bridge 'vmbr9' does not exist", 'no-bridge'],
  ["unable to find configuration file for VM 999 on node 'pve1'", 'no-config'],
  ['download failed: exit code 8', 'download'],
  ['download failed: Connecting to 127.0.0.1:9999... failed: Connection refused.', 'no-connection'],
  ["checksum mismatch: got 'bc' != expect '00'", 'checksum'],
  ["base volume 'local:103/base-103-disk-1.qcow2' is still in use by linked cloned", 'clones'],
  [
    'VM 101 qmp command reset failed - unable to connect to VM 101 qmp socket - timeout after 51 retries',
    'qemu-silent',
  ],
])('%s', (exit, meaning) => {
  expect(meaningOf(exit)).toBe(meaning)
})

test('a good end and words that nobody knows have no explanation', () => {
  expect(meaningOf('OK')).toBeNull()
  expect(meaningOf('the moon was in the wrong house')).toBeNull()
})
