import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { ct, odd, template } from '../testing/guests.ts'
import { cloudInitNameserverComma as rule } from './cloud-init-nameserver-comma.ts'

test('one, several with blanks, none', () => {
  for (const nameserver of ['192.0.2.1', '192.0.2.1 192.0.2.2', '2001:db8::1 192.0.2.1'])
    expect(subjectsOf(rule, cloud({ nameserver }))).toEqual([])
  expect(subjectsOf(rule, cloud({}))).toEqual([])
})

test('several with commas', () => {
  expect(subjectsOf(rule, cloud({ nameserver: '192.0.2.1,192.0.2.2' }))).toEqual(['guest/100'])
  expect(subjectsOf(rule, cloud({ nameserver: '192.0.2.1 192.0.2.2,192.0.2.3' }))).toHaveLength(1)
})

test('a template, a container; odd input', () => {
  expect(subjectsOf(rule, cloud({ nameserver: 'a,b' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ nameserver: 'a,b' }))).toEqual([])
  for (const nameserver of odd) expect(subjectsOf(rule, cloud({ nameserver }))).toEqual([])
})
