import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { zfs } from '../testing/disks.ts'
import { zfsPoolFragmented } from './zfs-pool-fragmented.ts'

const pool = (frag: number | undefined) => zfs([{ name: 'tank', health: 'ONLINE', frag }])

test('the edge', () => {
  expect(subjectsOf(zfsPoolFragmented, pool(59))).toEqual([])
  expect(paramsOf(zfsPoolFragmented, pool(60))).toEqual({ node: 'alder', pool: 'tank', percent: 60 })
})

test('odd input: not told, no number, more than all', () => {
  for (const frag of [undefined, Number.NaN, 4096]) expect(subjectsOf(zfsPoolFragmented, pool(frag))).toEqual([])
})
