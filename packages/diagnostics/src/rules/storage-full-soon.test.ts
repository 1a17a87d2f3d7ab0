import { expect, test } from 'vitest'
import { now, paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { storageFullSoon } from './storage-full-soon.ts'

const day = 86_400
const history = (perDay: number, days = 7) =>
  Array.from({ length: days * 4 + 1 }, (_, index) => ({
    at: now - days * day + index * (day / 4),
    used: 500 + (perDay * index) / 4,
  }))
const facts = (points: { at: number; used: number }[], max = 1000) => ({
  storages: read([storage('alder', 'tank', { used: points.at(-1)?.used ?? 0, max })]),
  observed: read({
    lockSince: new Map(),
    nodeOfflineSince: new Map(),
    stateSince: new Map(),
    storageUsed: new Map([['alder/tank', points]]),
  }),
})

test('standing still, shrinking, or slow', () => {
  for (const perDay of [0, -5, 10]) expect(subjectsOf(storageFullSoon, facts(history(perDay)))).toEqual([])
})

test('a straight line into the wall', () => {
  expect(subjectsOf(storageFullSoon, facts(history(40)))).toEqual(['storage/alder/tank/growth'])
  expect(paramsOf(storageFullSoon, facts(history(40)))).toMatchObject({ days: 5 })
})

test('two days are not enough to say anything, nor is a daily up and down', () => {
  expect(subjectsOf(storageFullSoon, facts(history(40, 2)))).toEqual([])
  const saw = Array.from({ length: 28 }, (_, index) => ({
    at: now - 7 * day + index * (day / 4),
    used: index % 4 === 3 ? 800 : 300,
  }))
  expect(subjectsOf(storageFullSoon, facts(saw))).toEqual([])
})

test('odd input: no history, one moment', () => {
  expect(subjectsOf(storageFullSoon, facts([]))).toEqual([])
  expect(subjectsOf(storageFullSoon, facts(Array.from({ length: 9 }, () => ({ at: now, used: 5 }))))).toEqual([])
})
