import { expect, test } from 'vitest'
import { splitUser } from './split-user.ts'

test('a realm typed after the name counts', () => {
  expect(splitUser('lena', 'pve')).toEqual({ username: 'lena', realm: 'pve' })
  expect(splitUser('root@pam', 'pve')).toEqual({ username: 'root', realm: 'pam' })
  expect(splitUser('lena@example.com@ldap', 'pve')).toEqual({ username: 'lena@example.com', realm: 'ldap' })
  expect(splitUser('lena@', 'pve')).toEqual({ username: 'lena@', realm: 'pve' })
})
