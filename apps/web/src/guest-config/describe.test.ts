import { beforeAll, expect, test } from 'vitest'
import type { T } from '../messages/i18n.ts'
import { loadTexts } from '../messages/load-texts.ts'
import { describeConfig } from './describe.ts'
import { readDisks } from './disks.ts'
import { readNetworks } from './networks.ts'
import { readProperty, readSize } from './property.ts'

let en: T
let zh: T
beforeAll(async () => {
  en = await loadTexts('en')
  zh = await loadTexts('zh-CN')
})
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ')

const windows = {
  cores: '6',
  cpu: 'host',
  memory: '16384',
  balloon: '0',
  bios: 'ovmf',
  machine: 'pc-q35-9.2',
  efidisk0: 'local-lvm:vm-106-disk-0,efitype=4m,pre-enrolled-keys=1,size=4M',
  tpmstate0: 'local-lvm:vm-106-disk-2,size=4M,version=v2.0',
  scsi0: 'local-lvm:vm-106-disk-1,discard=on,iothread=1,size=120G',
  ide2: 'none,media=cdrom',
  net0: 'virtio=BC:24:11:9C:97:85,bridge=vmbr0,firewall=1,tag=20',
  boot: 'order=scsi0;ide2',
  agent: 'enabled=1,fstrim_cloned_disks=1',
  onboot: '1',
  startup: 'order=3,down=600',
  ostype: 'win11',
  xyz: 'something new',
  digest: 'abc',
}
const lineOf = (config: Record<string, string>, label: string, t: T, kind: 'qemu' | 'lxc' = 'qemu') =>
  plain(describeConfig(config, kind, t).lines.find((line) => line.label === label)?.value)

test('a virtual machine in words, in both languages', () => {
  expect(lineOf(windows, 'Processor', en)).toBe('6 cores, passed through as they are')
  expect(lineOf(windows, 'Memory', en)).toBe('16 GiB, fixed')
  expect(lineOf(windows, 'Firmware', en)).toBe('UEFI, Secure Boot keys, TPM 2.0, machine pc-q35-9.2')
  expect(lineOf(windows, 'Boot order', en)).toBe('scsi0, then ide2')
  expect(lineOf(windows, 'Guest agent', en)).toContain('switched on')
  expect(lineOf(windows, 'At node start', en)).toBe('starts with its node, as number 3, gets 600 s to shut down')
  expect(lineOf(windows, '处理器', zh)).toContain('6 核')
  expect(describeConfig(windows, 'qemu', en).lines[0]?.raw).toBe('cores: 6 · cpu: host')
})

test('keys without words are listed as they are', () => {
  expect(describeConfig(windows, 'qemu', en).others).toEqual([{ key: 'xyz', value: 'something new' }])
})

test('no key is lost: each is in a line, elsewhere, or listed', () => {
  const { lines, others } = describeConfig({ memory: '512', freeze: '1', vmgenid: 'x' }, 'qemu', en)
  expect(lines.some((line) => line.raw.includes('memory: 512'))).toBe(true)
  expect(others).toEqual([{ key: 'freeze', value: '1' }])
})

test('disks with storage, size and options', () => {
  const disks = readDisks(windows, 'qemu')
  expect(disks.map(({ slot, role }) => `${slot} ${role}`)).toEqual([
    'efidisk0 efi',
    'ide2 emptyCdrom',
    'scsi0 disk',
    'tpmstate0 tpm',
  ])
  expect(disks[2]).toMatchObject({ storage: 'local-lvm', size: 120 * 1024 ** 3, options: ['discard', 'iothread'] })
  const container = readDisks({ rootfs: 'local:851/x.subvol,size=8G', mp0: '/mnt/pool,mp=/data,ro=1,backup=0' }, 'lxc')
  expect(container[0]).toMatchObject({ role: 'root', path: '/', storage: 'local' })
  expect(container[1]).toMatchObject({
    role: 'mount',
    path: '/data',
    storage: null,
    options: ['readOnly', 'noBackup', 'passedThrough'],
  })
  expect(readDisks({ ide2: 'local:102/vm-102-cloudinit.qcow2,media=cdrom' }, 'qemu')[0]?.role).toBe('cloudinit')
})

test('networks of both kinds', () => {
  expect(readNetworks(windows, 'qemu')[0]).toMatchObject({
    model: 'virtio',
    mac: 'BC:24:11:9C:97:85',
    bridge: 'vmbr0',
    vlan: '20',
    firewall: true,
  })
  const [net] = readNetworks({ net0: 'name=eth0,bridge=vmbr0,hwaddr=AA:BB:CC:DD:EE:FF,ip=dhcp,type=veth' }, 'lxc')
  expect(net).toMatchObject({ name: 'eth0', mac: 'AA:BB:CC:DD:EE:FF', addresses: ['dhcp'] })
})

test('a container in words', () => {
  const config = { memory: '64', swap: '0', unprivileged: '1', features: 'nesting=1,mount=nfs;cifs', ostype: 'debian' }
  expect(lineOf(config, 'Memory', en, 'lxc')).toBe('64 MiB, no swap')
  expect(lineOf(config, 'Features', en, 'lxc')).toBe('nesting, mount nfs/cifs')
})

test('values are taken apart', () => {
  expect(readProperty('local:iso/a=b.iso,media=cdrom')).toEqual({
    first: 'local:iso/a=b.iso',
    options: { media: 'cdrom' },
  })
  expect(readSize('3584M')).toBe(3584 * 1024 ** 2)
  expect(readSize('4T')).toBe(4 * 1024 ** 4)
  expect(readSize('none')).toBeNull()
})
