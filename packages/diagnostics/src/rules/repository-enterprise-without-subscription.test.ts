import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { packageSources, repositories } from '../testing/maintenance.ts'
import { repositoryEnterpriseWithoutSubscription as rule } from './repository-enterprise-without-subscription.ts'

const on = repositories([], { enterprise: 1, 'no-subscription': 0 })

test('with a subscription, or with the repository switched off', () => {
  expect(subjectsOf(rule, packageSources(on, { status: 'active' }))).toEqual([])
  expect(subjectsOf(rule, packageSources(repositories([], { enterprise: 0 }), { status: 'notfound' }))).toEqual([])
})

test('without one', () => {
  for (const status of ['notfound', 'expired', 'invalid'])
    expect(paramsOf(rule, packageSources(on, { status }))).toEqual({
      node: 'alder',
      repositories: 'enterprise',
      status,
    })
})

test('that of Ceph counts too', () => {
  const ceph = repositories([], { 'ceph-squid-enterprise': 1, 'ceph-squid-no-subscription': 1 })
  expect(paramsOf(rule, packageSources(ceph, { status: 'notfound' }))).toMatchObject({
    repositories: 'ceph-squid-enterprise',
  })
})

test('odd input: a subscription that was not read, a word that is not known, no list', () => {
  expect(subjectsOf(rule, packageSources(on))).toEqual([])
  expect(subjectsOf(rule, packageSources(on, { status: 'new' }))).toEqual([])
  expect(subjectsOf(rule, packageSources(repositories([], { enterprise: undefined }), { status: 'notfound' }))).toEqual(
    [],
  )
})
