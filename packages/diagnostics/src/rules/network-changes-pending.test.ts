import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { bridge, network } from '../testing/network.ts'
import { networkChangesPending } from './network-changes-pending.ts'

const head = '--- /etc/network/interfaces\n+++ /etc/network/interfaces.new\n@@ -1,3 +1,5 @@\n'

test('nothing waits', () => {
  expect(subjectsOf(networkChangesPending, network([bridge('vmbr0', 'eno1')]))).toEqual([])
})

test('lines that were added and taken away are counted, the head is not', () => {
  const changes = `${head} auto lo\n+auto vmbr7\n-iface vmbr7 inet manual\n`
  expect(paramsOf(networkChangesPending, network([], changes))).toEqual({ node: 'alder', lines: 2 })
})

test('odd input: an empty text, a head without change, a node that is away', () => {
  expect(subjectsOf(networkChangesPending, network([], ''))).toEqual([])
  expect(subjectsOf(networkChangesPending, network([], head))).toEqual([])
  expect(subjectsOf(networkChangesPending, network([], `${head}+a`, { state: 'offline' }))).toEqual([])
})
