import { expect, test } from 'vitest'
import { byKey, findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import type { Subscription } from '../facts.ts'
import { subscriptionExpired } from './subscription-expired.ts'

const facts = (subscription: Subscription) => ({
  nodes: read([node('alder')]),
  nodeSubscription: byKey({ alder: subscription }),
})

test('one that holds', () => {
  expect(subjectsOf(subscriptionExpired, facts({ status: 'active', nextduedate: '2027-03-01' }))).toEqual([])
})

test('one that ended', () => {
  expect(findingsOf(subscriptionExpired, facts({ status: 'expired', nextduedate: '2026-03-01' }))).toMatchObject([
    { params: { node: 'alder', status: 'expired', due: '2026-03-01' }, explains: [{ id: 'alder/enterprise' }] },
  ])
})

test('a false alarm of others: to have none is fine', () => {
  for (const status of ['notfound', 'new', '']) expect(subjectsOf(subscriptionExpired, facts({ status }))).toEqual([])
})

test('odd input: no date', () => {
  expect(findingsOf(subscriptionExpired, facts({ status: 'invalid' }))[0]?.params).toMatchObject({ due: '–' })
})
