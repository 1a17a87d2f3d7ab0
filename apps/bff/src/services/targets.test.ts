import { expect, test } from 'vitest'
import { allowTarget } from './targets.ts'

test('metadata services and link-local are refused in every spelling', () => {
  for (const address of [
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    'ff02::1',
  ])
    expect(allowTarget(address), address).toBe(false)
})

test('private and loopback addresses are where PVE lives', () => {
  for (const address of ['127.0.0.1', '::1', '10.0.0.1', '192.168.1.10', '100.64.0.7', 'fd00::1', '64:ff9b::a00:1'])
    expect(allowTarget(address), address).toBe(true)
})
