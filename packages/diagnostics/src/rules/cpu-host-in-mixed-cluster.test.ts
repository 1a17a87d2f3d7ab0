import { expect, test } from 'vitest'
import { node, read, subjectsOf } from '../testing/facts.ts'
import { alone, ct, odd, template, together, vm } from '../testing/guests.ts'
import { cpuHostInMixedCluster as rule } from './cpu-host-in-mixed-cluster.ts'

const mixed = { nodes: read([node('alder'), node('birch', { cpuModel: 'Intel(R) N100' })]) }

test('other types, and host where all processors are the same', () => {
  expect(subjectsOf(rule, { ...vm({ cpu: 'x86-64-v2-AES' }), ...mixed })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cpu: 'host' }), ...together })).toEqual([])
})

test('host where they differ, in both spellings', () => {
  for (const cpu of ['host', 'host,flags=+aes', 'cputype=host', 'flags=+aes,cputype=host'])
    expect(subjectsOf(rule, { ...vm({ cpu }), ...mixed })).toEqual(['guest/100'])
})

test('a single node, a node that is away, a model that is not known', () => {
  expect(subjectsOf(rule, { ...vm({ cpu: 'host' }), ...alone })).toEqual([])
  for (const more of [{ state: 'offline' as const }, { cpuModel: null }, { ghost: true }]) {
    const nodes = read([node('alder'), node('birch', { cpuModel: 'Intel(R) N100', ...more })])
    expect(subjectsOf(rule, { ...vm({ cpu: 'host' }), nodes })).toEqual([])
  }
})

test('a guest that cannot migrate anyway, a template, a container', () => {
  expect(subjectsOf(rule, { ...vm({ cpu: 'host', hostpci0: '0000:01:00.0' }), ...mixed })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cpu: 'host' }, template), ...mixed })).toEqual([])
  expect(subjectsOf(rule, { ...ct({ cpu: 'host' }), ...mixed })).toEqual([])
})

test('odd input', () => {
  for (const cpu of odd) expect(subjectsOf(rule, { ...vm({ cpu }), ...mixed })).toEqual([])
})
