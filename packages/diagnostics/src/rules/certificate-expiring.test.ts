import { expect, test } from 'vitest'
import { findingsOf, now, subjectsOf } from '../testing/facts.ts'
import { certificates } from '../testing/maintenance.ts'
import { certificateExpiring } from './certificate-expiring.ts'

const of = (notafter: number | undefined) => certificates([{ filename: 'pve-ssl.pem', notafter }])
const day = 86_400

test('the edges', () => {
  expect(subjectsOf(certificateExpiring, of(now + 31 * day))).toEqual([])
  expect(findingsOf(certificateExpiring, of(now + 30 * day))[0]).toMatchObject({
    severity: 'notice',
    params: { node: 'alder', file: 'pve-ssl.pem', days: 30 },
  })
  expect(findingsOf(certificateExpiring, of(now + 8 * day))[0]?.severity).toBe('notice')
  expect(findingsOf(certificateExpiring, of(now + 7 * day))[0]?.severity).toBe('warning')
})

test('one that has expired is another rule', () => {
  expect(subjectsOf(certificateExpiring, of(now))).toEqual([])
})

test('a false alarm of others: self-signed is fine', () => {
  const own = certificates([{ filename: 'pve-ssl.pem', issuer: '/CN=x', subject: '/CN=x', notafter: now + 400 * day }])
  expect(subjectsOf(certificateExpiring, own)).toEqual([])
})

test('odd input: no date', () => {
  expect(subjectsOf(certificateExpiring, of(undefined))).toEqual([])
})
