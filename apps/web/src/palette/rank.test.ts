import { expect, test } from 'vitest'
import { type Found, rank } from './rank.ts'

const guest = (name: string, vmid: string, ...also: string[]): Found => ({
  key: vmid,
  kind: 'guest',
  name,
  also: [vmid, ...also],
})
const items: Found[] = [
  { key: 'p', kind: 'page', name: 'Guests', also: [] },
  { key: 'n', kind: 'node', name: 'alder', also: [] },
  guest('win11-office', '106', 'alder', 'prod'),
  guest('office-printer', '107', 'birch'),
  guest('nextcloud', '110', 'alder'),
]
const names = (typed: string) => rank(items, typed).map(({ name }) => name)

test('beginning beats word beats middle', () => {
  expect(names('office')).toEqual(['office-printer', 'win11-office'])
})
test('an id typed in full finds its guest first', () => {
  expect(names('110')[0]).toBe('nextcloud')
})
test('all words must be found, in the name or beside it', () => {
  expect(names('office prod')).toEqual(['win11-office'])
  expect(names('office nowhere')).toEqual([])
})
test('a node stands before the guests on it', () => {
  expect(names('alder')[0]).toBe('alder')
})
test('nothing typed offers pages and nodes', () => {
  expect(names('')).toEqual(['Guests', 'alder'])
})
