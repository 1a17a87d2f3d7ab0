import { expect, test } from 'vitest'
import { parseUpid } from './upid.ts'

test('the name of a task tells node, start, type, subject and who', () => {
  expect(parseUpid('UPID:pve1:000014A1:0004BA06:6B0301DC:vzdump:121:root@pam!full:')).toEqual({
    node: 'pve1',
    startedAt: 0x6b0301dc,
    type: 'vzdump',
    subject: '121',
    user: 'root@pam',
    token: 'full',
  })
})

test('a task may have no subject, and a process start of nine digits', () => {
  expect(parseUpid('UPID:pve1:000000C4:1000136B2:6B02F8DE:startall::root@pam:')).toMatchObject({
    type: 'startall',
    subject: '',
    token: null,
  })
})

test('what is not a name of a task is refused', () => {
  for (const text of ['', 'UPID:', 'UPID:pve1:1:2:3:qmstart:100:root@pam:', '../../etc/passwd'])
    expect(parseUpid(text)).toBeNull()
})
