import { expect, test } from 'vitest'
import { node, paramsOf, subjectsOf } from '../testing/facts.ts'
import { lockFacts, running } from '../testing/locks.ts'
import { lockLeftOver } from './lock-left-over.ts'

test('no lock, and locks that last on purpose', () => {
  for (const word of [null, 'suspended', 'mounted', 'create', 'clone'])
    expect(subjectsOf(lockLeftOver, lockFacts(word, 9999))).toEqual([])
})

test('ten minutes without any task that could own it', () => {
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 599))).toEqual([])
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 600))).toEqual(['guest/101/lock'])
  expect(paramsOf(lockLeftOver, lockFacts('backup', 1200))).toMatchObject({ lock: 'backup', minutes: 20 })
})

test('a living task may own it: its own, a backup of all, a clone or migration from elsewhere', () => {
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [running()]))).toEqual([])
  expect(
    subjectsOf(lockLeftOver, lockFacts('snapshot', 9999, [running({ type: 'qmsnapshot', subject: '101' })])),
  ).toEqual([])
  expect(
    subjectsOf(lockLeftOver, lockFacts('migrate', 9999, [running({ type: 'qmigrate', subject: '7', node: 'birch' })])),
  ).toEqual([])
})

test('a backup of all owns what backups set on its own node; a bulk action any', () => {
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [running({ node: 'birch' })]))).toEqual(['guest/101/lock'])
  expect(subjectsOf(lockLeftOver, lockFacts('snapshot', 9999, [running()]))).toEqual([])
  expect(subjectsOf(lockLeftOver, lockFacts('suspending', 9999, [running()]))).toEqual(['guest/101/lock'])
  expect(subjectsOf(lockLeftOver, lockFacts('suspending', 9999, [running({ type: 'stopall' })]))).toEqual([])
  const bulk = running({ type: 'bulk-suspend', node: 'birch' })
  expect(subjectsOf(lockLeftOver, lockFacts('suspending', 9999, [bulk]))).toEqual([])
})

test('a console window, a task of another guest and one that cannot be confirmed are no owners', () => {
  expect(
    subjectsOf(lockLeftOver, lockFacts('backup', 9999, [running({ type: 'vncproxy', subject: '101' })])),
  ).toHaveLength(1)
  expect(
    subjectsOf(lockLeftOver, lockFacts('backup', 9999, [running({ type: 'qmstart', subject: '102' })])),
  ).toHaveLength(1)
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [running({ unconfirmed: true })]))).toHaveLength(1)
})

test('never where tasks of others are hidden, or the node is away', () => {
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [], [node('alder', { unknown: 'no-right' })]))).toEqual([])
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [], [node('alder', { state: 'offline' })]))).toEqual([])
  expect(subjectsOf(lockLeftOver, lockFacts('backup', 9999, [], []))).toEqual([])
})
