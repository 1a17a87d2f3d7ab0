import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { packageSources, repositories } from '../testing/maintenance.ts'
import { repositoryFileBroken } from './repository-file-broken.ts'

test('all files can be read', () => {
  expect(subjectsOf(repositoryFileBroken, packageSources(repositories([{ component: 'main' }])))).toEqual([])
})

test('two that cannot', () => {
  const errors = [
    { path: '/etc/apt/a.list', error: 'parse error' },
    { path: '/etc/apt/b.list', error: 'unreadable' },
  ]
  expect(paramsOf(repositoryFileBroken, packageSources(repositories([], {}, { errors })))).toEqual({
    node: 'alder',
    files: '/etc/apt/a.list, /etc/apt/b.list',
    error: 'parse error',
  })
})

test('odd input: an error without words, and remarks that are no errors', () => {
  const errors = [{ path: '', error: '' }]
  expect(subjectsOf(repositoryFileBroken, packageSources(repositories([], {}, { errors })))).toHaveLength(1)
  const infos = [{ path: '/etc/apt/a.list', index: 0, kind: 'warning', message: 'old suite' }]
  expect(subjectsOf(repositoryFileBroken, packageSources(repositories([], {}, { infos })))).toEqual([])
})
