import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { packageSources, repositories } from '../testing/maintenance.ts'
import { repositoryNoneEnabled } from './repository-none-enabled.ts'

const debian = { component: 'main contrib' }

test('one of PVE’s own', () => {
  expect(subjectsOf(repositoryNoneEnabled, packageSources(repositories([debian], { enterprise: 1 })))).toEqual([])
})

test('a false alarm of others: a mirror is no standard repository', () => {
  const mirror = { component: 'pve-no-subscription', uri: 'https://mirrors.example.org/proxmox/debian/pve' }
  const standard = { enterprise: 0, 'no-subscription': undefined }
  expect(subjectsOf(repositoryNoneEnabled, packageSources(repositories([debian, mirror], standard)))).toEqual([])
})

test('none, or only one for Ceph, or one that is switched off', () => {
  const off = { component: 'pve-no-subscription', enabled: 0 }
  expect(
    paramsOf(repositoryNoneEnabled, packageSources(repositories([debian, off], { 'ceph-squid-no-subscription': 1 }))),
  ).toEqual({ node: 'alder', enabled: 1 })
})

test('odd input: files that could not be read, no files at all', () => {
  const broken = repositories([debian], {}, { errors: [{ path: '/etc/apt/x', error: 'bad' }] })
  expect(subjectsOf(repositoryNoneEnabled, packageSources(broken))).toEqual([])
  expect(subjectsOf(repositoryNoneEnabled, packageSources(repositories([], {}, { files: [] })))).toEqual([])
})
