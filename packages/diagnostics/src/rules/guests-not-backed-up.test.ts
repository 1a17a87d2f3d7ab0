import { expect, test } from 'vitest'
import { findingsOf, guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestsNotBackedUp } from './guests-not-backed-up.ts'

const facts = (left: number[], jobs = [{ id: 'b' }]) => ({
  backupJobs: read(jobs),
  notBackedUp: read(left.map((vmid) => ({ vmid, type: 'qemu' }))),
  guests: read([guest(101), guest(102), guest(9000, { template: true })]),
})
test('all are in a job', () => {
  expect(subjectsOf(guestsNotBackedUp, facts([]))).toEqual([])
})
test('one finding with all of them', () => {
  expect(subjectsOf(guestsNotBackedUp, facts([101, 102]))).toEqual(['cluster/backup'])
  expect(paramsOf(guestsNotBackedUp, facts([101, 102]))).toMatchObject({ count: 2, guests: '101, 102' })
})
test('templates do not count, and without any job the other rule speaks', () => {
  expect(subjectsOf(guestsNotBackedUp, facts([9000]))).toEqual([])
  expect(subjectsOf(guestsNotBackedUp, facts([101], []))).toEqual([])
})
test('at home it is mostly a choice', () => {
  expect(findingsOf(guestsNotBackedUp, facts([101]))).toMatchObject([{ severity: 'notice' }])
  expect(findingsOf(guestsNotBackedUp, facts([101]), { profile: 'production' })).toMatchObject([
    { severity: 'warning' },
  ])
})

test('odd input: a number that is no guest any more', () => {
  expect(paramsOf(guestsNotBackedUp, facts([555]))).toMatchObject({ count: 1 })
})
