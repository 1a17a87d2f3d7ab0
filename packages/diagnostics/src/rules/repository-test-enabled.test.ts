import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { packageSources, repositories } from '../testing/maintenance.ts'
import { repositoryTestEnabled } from './repository-test-enabled.ts'

test('others, and one that is switched off', () => {
  const sources = repositories([{ component: 'pve-test', enabled: 0 }], { 'no-subscription': 1, test: 0 })
  expect(subjectsOf(repositoryTestEnabled, packageSources(sources))).toEqual([])
})

test('switched on: a notice at home, a warning in production', () => {
  const facts = packageSources(repositories([], { test: 1 }))
  expect(findingsOf(repositoryTestEnabled, facts)[0]).toMatchObject({
    severity: 'notice',
    params: { node: 'alder', repositories: 'test' },
  })
  expect(findingsOf(repositoryTestEnabled, facts, { profile: 'production' })[0]?.severity).toBe('warning')
})

test('from a mirror, and for Ceph', () => {
  const facts = packageSources(repositories([{ component: 'pvetest' }], { 'ceph-squid-test': 1 }))
  expect(findingsOf(repositoryTestEnabled, facts)[0]?.params).toMatchObject({
    repositories: 'ceph-squid-test, pvetest',
  })
})

test('odd input: nothing listed', () => {
  expect(subjectsOf(repositoryTestEnabled, packageSources(repositories([], {}, { files: [] })))).toEqual([])
})
