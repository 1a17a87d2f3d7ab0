import { expect, test } from 'vitest'
import { versionsOf } from './versions.ts'

const node = (name: string, version: string | null, ghost = false) => ({ name, version, ghost })

test.each([
  [[node('a', '9.2.1'), node('b', '9.2.1')], 'same'],
  [[node('a', '9.2.1'), node('b', null)], 'same'],
  [[node('a', '9.2.1'), node('b', '9.0.3')], 'differ'],
  [[node('a', '9.2.1'), node('b', '8.4.1')], 'major'],
  [[node('a', null)], 'unread'],
])('%j', (nodes, kind) => {
  expect(versionsOf(nodes).kind).toBe(kind)
})

test('newest first, the unread last, ghosts not at all', () => {
  expect(versionsOf([node('d', null), node('b', '9.2.1'), node('a', '9.10.0'), node('x', '7.4', true)]).groups).toEqual(
    [
      { version: '9.10.0', nodes: ['a'] },
      { version: '9.2.1', nodes: ['b'] },
      { version: null, nodes: ['d'] },
    ],
  )
})
