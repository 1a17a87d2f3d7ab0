import { expect, test } from 'vitest'
import { sift, siftMachines, some } from './sift.ts'
import { byKey, guest, read } from './testing/facts.ts'

const config = (values: Record<string, string>) => ({ values, pending: [] })
const facts = {
  guests: read([guest(102), guest(101), guest(103, { kind: 'lxc' }), guest(104, { template: true })]),
  guestConfigs: byKey({
    '101': config({ args: 'x' }),
    '102': config({}),
    '103': config({ args: 'y' }),
    '104': config({ args: 'z' }),
  }),
}

test('what is found is kept with its guest, by number, and templates are no guests', () => {
  const args = sift(({ values }) => values['args'] ?? null)
  expect(args(facts).map(({ item, held }) => [item.guest.id, held])).toEqual([
    ['101', 'x'],
    ['103', 'y'],
  ])
})

test('a sieve for machines leaves containers out, and one that is added later is not forgotten', () => {
  const machines = siftMachines(({ values }) => values['args'] ?? null)
  expect(machines(facts).map(({ held }) => held)).toEqual(['x'])
})

test('each configuration is looked at once, however often the lists change', () => {
  let looks = 0
  const counting = sift(() => {
    looks += 1
    return null
  })
  expect(counting(facts)).toEqual([])
  expect(counting({ ...facts, guests: read([...facts.guests.value]) })).toEqual([])
  expect(looks).toBe(3)
})

test('a sieve that throws fails whoever asks it, and nobody else', () => {
  const broken = sift(() => {
    throw new Error('torn')
  })
  const whole = sift(({ values }) => some(Object.keys(values)))
  expect(() => broken(facts)).toThrow('torn')
  expect(whole(facts)).toHaveLength(2)
})
