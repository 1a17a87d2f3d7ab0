import { expect, test } from 'vitest'
import { findingsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { qdeviceDisconnected } from './qdevice-disconnected.ts'

const withState = (state: string, host: string | null = '192.0.2.9:5403') => ({
  quorum: read(quorum({ qdevice: { state, host, votes: 1 } })),
})

test('none, and a connected one', () => {
  expect(subjectsOf(qdeviceDisconnected, { quorum: read(quorum()) })).toEqual([])
  expect(subjectsOf(qdeviceDisconnected, withState('Connected'))).toEqual([])
})

test('its server is gone', () => {
  expect(findingsOf(qdeviceDisconnected, withState('Connect failed'))).toMatchObject([
    { params: { state: 'Connect failed', host: '192.0.2.9:5403' }, explains: [{ kind: 'cluster', id: 'votes' }] },
  ])
})

test('odd input: no host, an unknown word', () => {
  expect(findingsOf(qdeviceDisconnected, withState('', null))[0]?.params).toEqual({ state: '', host: '–' })
})
