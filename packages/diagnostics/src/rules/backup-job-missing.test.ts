import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { backupJobMissing } from './backup-job-missing.ts'

test('a job, or nothing to back up', () => {
  expect(subjectsOf(backupJobMissing, { backupJobs: read([{ id: 'b' }]), guests: read([guest(101)]) })).toEqual([])
  expect(subjectsOf(backupJobMissing, { backupJobs: read([]), guests: read([]) })).toEqual([])
})
test('none', () => {
  expect(subjectsOf(backupJobMissing, { backupJobs: read([]), guests: read([guest(101)]) })).toEqual(['cluster/backup'])
  expect(paramsOf(backupJobMissing, { backupJobs: read([]), guests: read([guest(101)]) })).toMatchObject({ guests: 1 })
})
test('odd input: only templates', () => {
  expect(
    subjectsOf(backupJobMissing, { backupJobs: read([]), guests: read([guest(9000, { template: true })]) }),
  ).toEqual([])
})
