import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatUpid, parseUpid } from './upid.ts'

it('takes apart what PVE writes', () => {
  expect(parseUpid('UPID:pve1:0000054E:0001BCC3:6B02FA35:qmshutdown:104:root@pam!full:')).toEqual({
    node: 'pve1',
    pid: 0x54e,
    pstart: 0x1bcc3,
    starttime: 0x6b02fa35,
    type: 'qmshutdown',
    id: '104',
    user: 'root@pam!full',
  })
  expect(parseUpid('UPID:pve-2:0000054E:10001BCC3:6B02FA35:vzdump::root@pam:')).toMatchObject({
    id: '',
    pstart: 0x10001bcc3,
  })
})

it.each([
  '',
  'UPID:',
  'UPID:pve1:0000054E:0001BCC3:6B02FA35:qmstart:104:root@pam',
  'UPID:../x:0000054E:0001BCC3:6B02FA35:qmstart:1:a@pam:',
  'UPID:pve1:54E:0001BCC3:6B02FA35:qmstart:1:a@pam:',
  'UPID:pve1:0000054E:0001BCC3:6B02FA35:qm start:1:a@pam:',
])('refuses %j', (text) => {
  expect(parseUpid(text)).toBeNull()
})

it('writes what it reads', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/)
  const upid = fc.record({
    node: fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,20}[a-zA-Z0-9])?$/),
    pid: fc.integer({ min: 1, max: 0xffffffff }),
    pstart: fc.integer({ min: 0, max: 0xfffffffff }),
    starttime: fc.integer({ min: 0, max: 0xffffffff }),
    type: word,
    id: fc.stringMatching(/^[A-Za-z0-9%._-]{0,12}$/),
    user: fc.tuple(word, word).map(([user, realm]) => `${user}@${realm}`),
  })
  fc.assert(
    fc.property(upid, (parts) => {
      expect(parseUpid(formatUpid(parts))).toEqual(parts)
    }),
  )
})
