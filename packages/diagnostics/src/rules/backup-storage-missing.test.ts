import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { backupStorageMissing } from './backup-storage-missing.ts'

const job = (more = {}) => ({ id: 'backup-1', enabled: 1, schedule: 'daily', storage: 'nas', ...more })

const facts = (one: ReturnType<typeof job>, more = {}) => ({
  backupJobs: read([one]),
  storageConfig: read([{ storage: 'nas', type: 'nfs', ...more }]),
})
test('there, or the job is off', () => {
  expect(subjectsOf(backupStorageMissing, facts(job()))).toEqual([])
  expect(subjectsOf(backupStorageMissing, facts(job({ storage: 'gone', enabled: 0 })))).toEqual([])
})
test('gone or disabled', () => {
  expect(paramsOf(backupStorageMissing, facts(job({ storage: 'gone' })))).toMatchObject({ storage: 'gone' })
  expect(subjectsOf(backupStorageMissing, facts(job(), { disable: 1 }))).toEqual(['job/backup-1'])
})
test('odd input: a job with a dump folder instead of a storage', () => {
  expect(subjectsOf(backupStorageMissing, facts(job({ storage: undefined })))).toEqual([])
})
