import { expect, test } from 'vitest'
import { changesOf, fieldsFor, valueOf, wrongIn } from './config-fields.ts'

const vm = fieldsFor('qemu')
const field = (key: string) => {
  const found = vm.find((one) => one.key === key)
  if (!found) throw new Error(key)
  return found
}

test('only what differs is changed, and an emptied text is taken out', () => {
  const values = { cores: '2', memory: '2048', tags: 'a;b', onboot: '1' }
  expect(changesOf(vm, values, { cores: '2', memory: '4096', tags: '', onboot: '0' })).toEqual({
    set: { memory: '4096', onboot: '0' },
    remove: ['tags'],
  })
})

test('an agent with options counts as on', () => {
  expect(valueOf(field('agent'), { agent: 'enabled=1,fstrim_cloned_disks=1' })).toBe('1')
  expect(valueOf(field('agent'), {})).toBe('0')
})

test.each([
  ['cores', '0', true],
  ['cores', '4', false],
  ['memory', '4 GB', true],
  ['memory', '', true],
  ['tags', '', false],
])('%s = %j is wrong: %s', (key, value, wrong) => {
  expect(wrongIn(field(key), value)).toBe(wrong)
})

test('a container has no sockets and no agent', () => {
  expect(fieldsFor('lxc').map(({ key }) => key)).not.toEqual(expect.arrayContaining(['sockets']))
})
