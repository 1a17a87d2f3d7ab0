import { expect, test } from 'vitest'
import { findingsOf, now, subjectsOf } from '../testing/facts.ts'
import { certificates } from '../testing/maintenance.ts'
import { certificateExpired } from './certificate-expired.ts'

const day = 86_400
const file = (filename: string, notafter: number | undefined) => ({ filename, notafter })

test('the edge', () => {
  expect(subjectsOf(certificateExpired, certificates([file('pve-ssl.pem', now + 1)]))).toEqual([])
  expect(findingsOf(certificateExpired, certificates([file('pve-ssl.pem', now - 2 * day)]))).toMatchObject([
    { severity: 'critical', subject: { id: 'alder/pve-ssl.pem' }, params: { node: 'alder', days: 2 } },
  ])
  expect(subjectsOf(certificateExpired, certificates([file('pve-ssl.pem', now)]))).toHaveLength(1)
})

test('one for browsers only is milder; the authority is judged once for all nodes', () => {
  const files = [file('pveproxy-ssl.pem', now - day), file('pve-root-ca.pem', now - day)]
  const found = findingsOf(certificateExpired, certificates(files, ['alder', 'birch']))
  expect(found.map((finding) => [finding.subject.id, finding.severity])).toEqual([
    ['alder/pveproxy-ssl.pem', 'warning'],
    ['pve-root-ca.pem', 'critical'],
    ['birch/pveproxy-ssl.pem', 'warning'],
  ])
})

test('odd input: no date, no files', () => {
  expect(subjectsOf(certificateExpired, certificates([file('pve-ssl.pem', undefined)]))).toEqual([])
  expect(subjectsOf(certificateExpired, certificates([]))).toEqual([])
})
