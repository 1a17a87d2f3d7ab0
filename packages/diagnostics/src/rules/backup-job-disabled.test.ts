import { expect, test } from 'vitest'
import { read, subjectsOf } from '../testing/facts.ts'
import { backupJobDisabled } from './backup-job-disabled.ts'

const job = (more = {}) => ({ id: 'backup-1', enabled: 1, schedule: 'daily', storage: 'nas', ...more })

test('on; PVE leaves the key out when it is on', () => {
  expect(subjectsOf(backupJobDisabled, { backupJobs: read([job(), job({ enabled: undefined })]) })).toEqual([])
})
test('off', () => {
  expect(subjectsOf(backupJobDisabled, { backupJobs: read([job({ enabled: 0 })]) })).toEqual(['job/backup-1'])
})
test('odd input: no jobs', () => {
  expect(subjectsOf(backupJobDisabled, { backupJobs: read([]) })).toEqual([])
})
