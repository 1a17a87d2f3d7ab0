import { expect, test } from 'vitest'
import { paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { alone, odd, template, together } from '../testing/guests.ts'
import { cloudInitSnippetLocal as rule } from './cloud-init-snippet-local.ts'

const storages = { storages: read([storage('alder', 'local'), storage('alder', 'nas', { shared: true })]) }
const of = (cicustom: string, more = {}) => ({ ...cloud({ cicustom }, more), ...storages, ...together })
const local = 'user=local:snippets/u.yaml,vendor=nas:snippets/v.yaml'

test('none, or where all nodes see it', () => {
  expect(subjectsOf(rule, { ...cloud({}), ...storages, ...together })).toEqual([])
  expect(subjectsOf(rule, of('user=nas:snippets/u.yaml'))).toEqual([])
})

test('on a storage of one node', () => {
  expect(paramsOf(rule, of(local))).toEqual({ guest: '100', node: 'alder', storages: 'local' })
})

test('a single node, a template', () => {
  expect(subjectsOf(rule, { ...of(local), ...alone })).toEqual([])
  expect(subjectsOf(rule, of(local, template))).toEqual([])
})

test('odd input', () => {
  for (const value of [...odd, 'user=:', 'user=gone:snippets/u.yaml']) expect(subjectsOf(rule, of(value))).toEqual([])
})
