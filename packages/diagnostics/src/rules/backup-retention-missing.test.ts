import { expect, test } from 'vitest'
import { read, subjectsOf } from '../testing/facts.ts'
import { backupRetentionMissing } from './backup-retention-missing.ts'

const job = (more = {}) => ({ id: 'backup-1', enabled: 1, schedule: 'daily', storage: 'nas', ...more })

const facts = (one: object, more: object = {}) => ({
  backupJobs: read([job(one)]),
  storageConfig: read([{ storage: 'nas', type: 'nfs', ...more }]),
})
test('limited by the job or by the storage, as text or as an object', () => {
  expect(subjectsOf(backupRetentionMissing, facts({ 'prune-backups': 'keep-daily=7' }))).toEqual([])
  expect(subjectsOf(backupRetentionMissing, facts({ 'prune-backups': { 'keep-last': '3' } }))).toEqual([])
  expect(subjectsOf(backupRetentionMissing, facts({}, { 'prune-backups': 'keep-weekly=4' }))).toEqual([])
})
test('nothing, or keep-all', () => {
  expect(subjectsOf(backupRetentionMissing, facts({}))).toEqual(['job/backup-1'])
  expect(subjectsOf(backupRetentionMissing, facts({ 'prune-backups': 'keep-all=1' }))).toHaveLength(1)
  expect(subjectsOf(backupRetentionMissing, facts({ 'prune-backups': 'keep-last=0' }))).toHaveLength(1)
})
test('a backup server prunes by itself, and a missing storage is another rule’s', () => {
  expect(subjectsOf(backupRetentionMissing, facts({}, { type: 'pbs' }))).toEqual([])
  expect(subjectsOf(backupRetentionMissing, facts({ storage: 'gone' }))).toEqual([])
})
test('odd input: a number, null', () => {
  for (const odd of [5, null])
    expect(subjectsOf(backupRetentionMissing, facts({ 'prune-backups': odd }))).toHaveLength(1)
})
