import { expect, test } from 'vitest'
import type { QuorumView } from '@steward/contracts'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { clusterViewsUnasked } from './cluster-views-unasked.ts'

const facts = (...reasons: QuorumView['notAsked'][]) => ({
  quorum: read(
    quorum({
      views: reasons.map((notAsked, index) => ({
        node: `node${index}`,
        quorate: notAsked === null ? true : null,
        online: null,
        readAt: null,
        notAsked,
      })),
    }),
  ),
})

test('all were asked, or could not answer for another reason', () => {
  expect(subjectsOf(clusterViewsUnasked, facts(null, null))).toEqual([])
  expect(subjectsOf(clusterViewsUnasked, facts('offline', 'failed', 'no-right', 'not-yet'))).toEqual([])
})

test('no address is known', () => {
  expect(paramsOf(clusterViewsUnasked, facts(null, 'no-address', 'no-address'))).toEqual({
    nodes: 'node1, node2',
    count: 2,
  })
})

test('odd input: no views', () => {
  expect(subjectsOf(clusterViewsUnasked, facts())).toEqual([])
})
