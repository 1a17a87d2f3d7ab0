import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { packageSources, repositories } from '../testing/maintenance.ts'
import { repositorySuitesMixed } from './repository-suites-mixed.ts'

const debian = (suite: string) => ({ component: 'main contrib', suite, uri: 'http://deb.debian.org/debian/' })
const pve = (suite: string, enabled = 1) => ({ component: 'pve-no-subscription', suite, enabled })

test('one release, with its updates and security', () => {
  const sources = repositories([debian('trixie'), debian('trixie-updates'), debian('trixie-security'), pve('trixie')])
  expect(subjectsOf(repositorySuitesMixed, packageSources(sources))).toEqual([])
})

test('two releases', () => {
  expect(paramsOf(repositorySuitesMixed, packageSources(repositories([debian('bookworm'), pve('trixie')])))).toEqual({
    node: 'alder',
    suites: 'bookworm, trixie',
  })
})

test('what is switched off, and what other vendors serve, is no matter', () => {
  const vendor = { component: 'stable', suite: 'bookworm', uri: 'https://download.example.com/linux/debian' }
  const sources = repositories([debian('trixie'), pve('bookworm', 0), vendor, { component: 'main', suite: 'bullseye' }])
  expect(subjectsOf(repositorySuitesMixed, packageSources(sources))).toEqual([])
})

test('odd input: suites that are no release, none at all', () => {
  const sources = repositories([debian('stable'), pve('trixie')])
  expect(subjectsOf(repositorySuitesMixed, packageSources(sources))).toEqual([])
  const empty = repositories([], {}, { files: [{ path: '/x', repositories: [{ Enabled: 1 }] }] })
  expect(subjectsOf(repositorySuitesMixed, packageSources(empty))).toEqual([])
})
