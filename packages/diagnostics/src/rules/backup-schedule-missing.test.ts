import { expect, test } from 'vitest'
import { read, subjectsOf } from '../testing/facts.ts'
import { backupScheduleMissing } from './backup-schedule-missing.ts'

const job = (more = {}) => ({ id: 'backup-1', enabled: 1, schedule: 'daily', storage: 'nas', ...more })

test('with a schedule, or switched off', () => {
  expect(
    subjectsOf(backupScheduleMissing, { backupJobs: read([job(), job({ enabled: 0, schedule: undefined })]) }),
  ).toEqual([])
})
test('without', () => {
  expect(subjectsOf(backupScheduleMissing, { backupJobs: read([job({ schedule: undefined })]) })).toEqual([
    'job/backup-1',
  ])
})
test('odd input: blanks', () => {
  expect(subjectsOf(backupScheduleMissing, { backupJobs: read([job({ schedule: '  ' })]) })).toHaveLength(1)
})
