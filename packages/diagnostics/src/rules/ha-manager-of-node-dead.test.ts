import { expect, test } from 'vitest'
import { findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import type { HaRow } from '../facts.ts'
import { manager, service } from '../testing/ha.ts'
import { haManagerOfNodeDead } from './ha-manager-of-node-dead.ts'

const dead = 'old timestamp - dead?, watchdog standby'
const facts = (rows: HaRow[], names = ['alder', 'birch']) => ({
  ha: read(rows),
  nodes: read(names.map((name) => node(name))),
})

test('all of them live', () => {
  const rows = [service(510), manager('alder'), manager('birch', 'idle, watchdog standby')]
  expect(subjectsOf(haManagerOfNodeDead, facts(rows))).toEqual([])
})

test('one is dead, and explains the guests on its node', () => {
  const rows = [service(510), service(511, { node: 'birch' }), manager('alder', dead)]
  expect(findingsOf(haManagerOfNodeDead, facts(rows))).toMatchObject([
    { subject: { id: 'alder/lrm' }, params: { node: 'alder', guests: 1 }, explains: [{ kind: 'guest', id: '510' }] },
  ])
})

test('where HA looks after nothing, and for a node that was removed, it is no matter', () => {
  expect(subjectsOf(haManagerOfNodeDead, facts([manager('alder', dead)]))).toEqual([])
  expect(subjectsOf(haManagerOfNodeDead, facts([service(510), manager('former', dead)]))).toEqual([])
  const ignored = service(510, { request_state: 'ignored' })
  expect(subjectsOf(haManagerOfNodeDead, facts([ignored, manager('alder', dead)]))).toEqual([])
})

test('odd input: no words', () => {
  expect(subjectsOf(haManagerOfNodeDead, facts([service(510), { id: 'lrm:alder', type: 'lrm' }]))).toEqual([])
})
