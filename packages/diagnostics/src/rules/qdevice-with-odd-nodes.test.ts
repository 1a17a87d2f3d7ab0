import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { qdeviceWithOddNodes } from './qdevice-with-odd-nodes.ts'

const facts = (nodes: number, device = true) => ({
  quorum: read(
    quorum({
      votes: Array.from({ length: nodes }, (_, index) => ({ node: `node${index}`, votes: 1, present: true })),
      qdevice: device ? { state: 'Connected', host: null, votes: Math.max(1, nodes - 1) } : null,
    }),
  ),
})

test('even numbers, and no QDevice', () => {
  expect(subjectsOf(qdeviceWithOddNodes, facts(2))).toEqual([])
  expect(subjectsOf(qdeviceWithOddNodes, facts(4))).toEqual([])
  expect(subjectsOf(qdeviceWithOddNodes, facts(3, false))).toEqual([])
})

test('three nodes with one', () => {
  expect(paramsOf(qdeviceWithOddNodes, facts(3))).toEqual({ nodes: 3, votes: 2 })
})

test('odd input: the nodes are not known, or there is one', () => {
  expect(subjectsOf(qdeviceWithOddNodes, facts(0))).toEqual([])
  expect(subjectsOf(qdeviceWithOddNodes, facts(1))).toEqual([])
})
