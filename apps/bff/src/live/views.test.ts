import { applyPatch, type FindingRow, type CollectionReply, type GuestRow, type Patch } from '@steward/contracts'
import { assemble, emptyPicture, type Picture, type RawResource } from '@steward/snapshot'
import { expect, test } from 'vitest'
import { eyesOf, allEyes } from '../services/visibility.ts'
import { createView } from './views.ts'

const guest = (vmid: number, cpu: number): RawResource => ({
  id: `qemu/${vmid}`,
  type: 'qemu',
  vmid,
  node: 'a',
  name: `g${vmid}`,
  status: 'running',
  uptime: 100,
  cpu,
  maxcpu: 2,
  mem: 1,
  maxmem: 2,
})
const node: RawResource = { id: 'node/a', type: 'node', node: 'a', status: 'online', uptime: 500, cpu: 0.1 }
const picture = (now: number, guests: RawResource[], before = emptyPicture) =>
  assemble(
    {
      now,
      resources: [node, ...guests],
      status: null,
      tasks: null,
      ha: null,
      configNodes: null,
      qdevice: null,
      answers: [],
      nodeDetails: new Map(),
      guestConfigs: new Map(),
    },
    before,
  )

const shown = (picture: Picture) => ({ ...picture, findings: new Map<string, FindingRow>() })

const listOf = (bytes: Buffer): CollectionReply<GuestRow> => JSON.parse(bytes.toString())

test('patches lead from the list that was sent to the list that is sent next', () => {
  const first = picture(1000, [guest(100, 0.1), guest(101, 0.2)])
  const view = createView(allEyes, shown(first), 1000, 1)
  const held = listOf(view.bytes('guests'))
  const second = picture(1010, [guest(101, 0.9), guest(102, 0.3)], first)
  const patch = view.update(shown(second), 1010).find((item) => item.collection === 'guests')?.patch as Patch<GuestRow>
  expect(patch.removed).toEqual(['100'])
  expect(patch.changed).toEqual([{ id: '101', cpu: 0.9 }])
  const rows = applyPatch<GuestRow>(held, patch)
  const sent = listOf(view.bytes('guests'))
  expect(sent.version).toBe(patch.version)
  expect(rows?.toSorted((a, b) => a.vmid - b.vmid)).toEqual(sent.rows.toSorted((a, b) => a.vmid - b.vmid))
})

test('the bytes of a list are made once, and eyes that see less get patches of their own', () => {
  const first = picture(1000, [guest(100, 0.1), guest(101, 0.2)])
  const mia = createView(eyesOf('mia@pve', { '/vms/101': { 'VM.Audit': 1 } }, new Set()), shown(first), 1000, 1)
  expect(mia.bytes('guests')).toBe(mia.bytes('guests'))
  expect(listOf(mia.bytes('guests')).rows.map((row) => row.id)).toEqual(['101'])
  const second = picture(1010, [guest(100, 0.8), guest(101, 0.2)], first)
  expect(mia.update(shown(second), 1010).filter((item) => item.collection === 'guests')).toEqual([])
  expect(
    JSON.stringify(mia.update(shown(picture(1020, [guest(100, 0.1), guest(101, 0.7), guest(103, 0.1)], second)), 1020)),
  ).not.toMatch(/"(100|103)"/)
})

test('nothing that changed is no patch and the very same bytes', () => {
  const first = picture(1000, [guest(100, 0.1)])
  const view = createView(allEyes, shown(first), 1000, 1)
  const bytes = view.bytes('guests')
  expect(view.update(shown(picture(1005, [guest(100, 0.1)], first)), 1005)).toEqual([])
  expect(view.bytes('guests')).toBe(bytes)
})
