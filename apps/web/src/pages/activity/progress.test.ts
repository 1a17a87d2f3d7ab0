import { expect, test } from 'vitest'
import { lineTone, parseProgress } from './progress.ts'

const fractionOf = (...lines: string[]) => parseProgress(lines)?.fraction ?? null

test('a backup tells its per cent, and of which guest', () => {
  const log = [
    'INFO: starting new backup job: vzdump 120 121 --storage local',
    'INFO: Starting Backup of VM 120 (qemu)',
    'INFO: 100% (4.0 MiB of 4.0 MiB) in 0s, read: 4.0 MiB/s, write: 4.0 KiB/s',
    'INFO: Starting Backup of VM 121 (qemu)',
    'INFO:  11% (35.0 MiB of 300.0 MiB) in 18s, read: 2.0 MiB/s, write: 2.0 MiB/s',
    'INFO: status',
  ]
  expect(parseProgress(log)).toEqual({ fraction: 0.11, copied: null, guest: '121' })
})

test('clones, imports and moves tell what was transferred', () => {
  expect(fractionOf('transferred 0.0 B of 4.0 MiB (0.00%)', 'transferred 1.7 MiB of 4.0 MiB (42.00%)')).toBe(0.42)
  expect(fractionOf('mirror-scsi0: transferred 3.9 MiB of 4.0 MiB (98.44%) in 0s')).toBeCloseTo(0.9844)
  expect(fractionOf('progress 42% (read 450971566 bytes, duration 4 sec)')).toBe(0.42)
})

test('a download tells it in the dots of wget', () => {
  expect(fractionOf('     0K ........ ........ ........ ....    100% 1.12G=0.02s')).toBe(1)
  expect(fractionOf('  3072K ........ ........ ........ ........ 37%  768M 3s')).toBe(0.37)
})

test('a migration counts bytes; with the size of the disk they become per cent', () => {
  const copied = '2026-11-22 16:13:52 81694720 bytes (82 MB, 78 MiB) copied, 3 s, 27.2 MB/s'
  expect(parseProgress([copied])).toEqual({ fraction: null, copied: 81694720, guest: null })
  const size = "2026-11-22 16:13:49 Formatting '/var/lib/vz/images/5/a.qcow2', fmt=qcow2 size=326778880 lazy=off"
  expect(fractionOf(size, copied)).toBe(0.25)
  expect(fractionOf('migration active, transferred 1.0 GiB of 4.0 GiB VM-state, 110.1 MiB/s')).toBe(0.25)
})

test('a log without figures has no progress', () => {
  expect(parseProgress([])).toBeNull()
  expect(
    parseProgress(['trying to acquire lock...', 'INFO: backup is sparse: 297 MiB (99%) total zero data']),
  ).toBeNull()
})

test('errors and warnings stand out, ordinary words do not', () => {
  expect(lineTone('TASK ERROR: job errors')).toBe('error')
  expect(lineTone('2026-11-22 16:14:40 ERROR: migration aborted (duration 00:00:04)')).toBe('error')
  expect(lineTone('ERROR: Backup of VM 801 failed')).toBe('error')
  expect(lineTone('TASK WARNINGS: 1')).toBe('warning')
  expect(lineTone('WARN: Skipping VM 520, resume paused VM before shutdown.')).toBe('warning')
  expect(lineTone('INFO: Backup job finished with errors')).toBeNull()
  expect(lineTone('TASK OK')).toBeNull()
})
