import { expect, test } from 'vitest'
import { byKey, config, findingsOf, paramsOf, subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { cloudInitDriveMissing as rule } from './cloud-init-drive-missing.ts'

test('no settings, or a drive on either kind of storage', () => {
  expect(subjectsOf(rule, vm({}))).toEqual([])
  expect(subjectsOf(rule, cloud({ ciuser: 'home' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ciuser: 'home', scsi1: 'nas:100/vm-100-cloudinit.qcow2,media=cdrom' }))).toEqual([])
})

test('settings without a drive; a detached one is none', () => {
  expect(paramsOf(rule, vm({ ciuser: 'home', ipconfig0: 'ip=dhcp' }))).toEqual({
    guest: '100',
    keys: 'ciuser, ipconfig0',
  })
  expect(subjectsOf(rule, vm({ ciuser: 'home', unused0: 'local-lvm:vm-100-cloudinit' }))).toHaveLength(1)
})

test('values are not told', () => {
  const found = findingsOf(rule, vm({ cipassword: 'secret', sshkeys: 'ssh-ed25519%20AAAA' }))
  expect(JSON.stringify(found)).not.toMatch(/secret|AAAA/)
})

test('one that waits for the next start, templates, containers', () => {
  const waiting = byKey({ 100: config({ ciuser: 'home' }, [{ key: 'ide2', pending: 'a:vm-100-cloudinit' }]) })
  expect(subjectsOf(rule, { ...vm({}), guestConfigs: waiting })).toEqual([])
  expect(subjectsOf(rule, vm({ ciuser: 'home' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ ciuser: 'home' }))).toEqual([])
})

test('odd input: empty settings, and those that containers have too', () => {
  expect(subjectsOf(rule, vm({ ciuser: '', ipconfig0: '' }))).toEqual([])
  for (const nameserver of odd) expect(subjectsOf(rule, vm({ nameserver, searchdomain: nameserver }))).toEqual([])
})
