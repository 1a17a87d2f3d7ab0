import { expect, test } from 'vitest'
import type { Service } from '../facts.ts'
import { byKey, findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeServiceDown } from './node-service-down.ts'

const service = (name: string, state: string, unit: string | undefined = 'enabled'): Service => ({
  service: name,
  name,
  state,
  'active-state': state === 'running' ? 'active' : state === 'failed' ? 'failed' : 'inactive',
  'unit-state': unit,
})
const facts = (services: Service[], names = ['alder', 'birch']) => ({
  nodes: read(names.map((name) => node(name))),
  nodeServices: byKey({ alder: services }),
})

test('all run', () => {
  expect(subjectsOf(nodeServiceDown, facts([service('pvestatd', 'running')]))).toEqual([])
})

test('one failed, one stopped', () => {
  const found = findingsOf(nodeServiceDown, facts([service('pvestatd', 'dead'), service('pve-cluster', 'failed')]))
  expect(found).toMatchObject([
    { severity: 'warning', params: { service: 'pvestatd', state: 'dead' }, explains: [{ id: 'alder/statistics' }] },
    { severity: 'critical', subject: { id: 'alder/pve-cluster' } },
  ])
})

test('false alarms of others: not installed, masked, disabled, not needed, syslog', () => {
  const services = [
    service('chrony', 'dead', 'not-found'),
    service('pve-ha-lrm', 'dead', 'disabled'),
    service('pve-ha-crm', 'dead', 'masked'),
    service('syslog', 'dead'),
    service('postfix', 'failed'),
  ]
  expect(subjectsOf(nodeServiceDown, facts(services))).toEqual([])
})

test('corosync rests on a node without cluster', () => {
  expect(subjectsOf(nodeServiceDown, facts([service('corosync', 'dead')], ['alder']))).toEqual([])
  expect(subjectsOf(nodeServiceDown, facts([service('corosync', 'dead')]))).toEqual(['node/alder/corosync'])
})

test('odd input: starting, words that are missing', () => {
  const starting = { ...service('pveproxy', 'start-pre'), 'active-state': 'activating' }
  expect(subjectsOf(nodeServiceDown, facts([starting]))).toEqual([])
  const bare = { service: 'chrony', name: 'chrony', state: 'dead' }
  expect(subjectsOf(nodeServiceDown, facts([bare]))).toEqual([])
  expect(subjectsOf(nodeServiceDown, facts([{ ...bare, state: 'failed' }]))).toEqual(['node/alder/chrony'])
})
