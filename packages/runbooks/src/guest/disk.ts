import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, warn } from '../define-runbook.ts'
import type { GuestNow, Look } from '../look.ts'
import { say } from '../say.ts'
import { exists, quorum, unlocked } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { afterCleanUp } from './lock-file.ts'

const Input = z.object({
  vmid: Vmid,
  disk: z.string().regex(/^(scsi|virtio|sata|ide|efidisk|tpmstate)\d{1,2}$|^rootfs$|^mp\d{1,3}$/),
  /** The size it shall have, so that asking twice does not grow it twice. */
  gib: z.number().int().min(1).max(131_072),
})
type Facts = GuestFacts & { size: number | null; storage: string; free: number | null; digest: string }

/** Makes a disk larger. PVE never makes one smaller. */
export const guestDiskGrow = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-disk-grow',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid, disk }, look) {
    const facts = await readGuest(vmid, look)
    if (!facts.guest) return { ...facts, size: null, storage: '', free: null, digest: '' }
    const { values, digest } = await look.config(facts.guest)
    const storage = values[disk]?.split(':')[0] ?? ''
    const store = (await look.storages(facts.guest.node)).find((one) => one.storage === storage)
    return { ...facts, size: sizeOf(values[disk]), storage, free: store?.free ?? null, digest }
  },
  title: ({ vmid, disk, gib }, { guest }) => say('disk.title', { ...titleParams(vmid, guest), disk, gib }),
  checks: ({ disk, gib }, facts) => [
    exists(facts),
    quorum(facts),
    ...unlocked(facts),
    facts.size === null
      ? block('disk', say('disk.missing', { disk }))
      : facts.size > gib
        ? block('disk', say('disk.smaller', { gib: facts.size }))
        : ok('disk', say('disk.now', { disk, gib: facts.size })),
    ...(facts.size !== null && facts.free !== null && (gib - facts.size) * 1024 ** 3 > facts.free
      ? [warn('room', say('disk.tight', { storage: facts.storage }))]
      : []),
  ],
  steps: ({ disk, gib }, facts) => {
    const guest = present(facts)
    const { node, kind, vmid } = guest
    return [
      {
        id: 'grow',
        title: say('disk.step'),
        act: pveAct('PUT', path`/nodes/${node}/${kind}/${vmid}/resize`, {
          node,
          parameters: { disk, size: `${gib}G`, digest: facts.digest },
          shell: [
            kind === 'qemu' ? 'qm' : 'pct',
            kind === 'qemu' ? 'disk' : 'resize',
            ...(kind === 'qemu' ? ['resize'] : []),
            String(vmid),
            disk,
            `${gib}G`,
          ],
          task: { types: ['resize'], id: String(vmid) },
        }),
        change: [{ what: disk, from: `${facts.size ?? '?'} GiB`, to: `${gib} GiB` }],
        already: async (look) => (await sizeNow(look, guest, disk)) === gib,
        verify: async (look) => ((await sizeNow(look, guest, disk)) === gib ? null : say('disk.not-grown')),
        again: afterCleanUp(guest),
        undo: { notPossible: say('disk.undo') },
      },
    ]
  },
  impact: (_, { guest }) => ({
    downtime: 'none',
    data: 'none',
    says: guest?.kind === 'qemu' ? say('disk.inside') : null,
  }),
  needs: ({ vmid }, { storage }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.Config.Disk' },
    ...(storage === '' ? [] : [{ path: `/storage/${storage}`, privilege: 'Datastore.AllocateSpace' }]),
  ],
})

const sizeNow = async (look: Look, guest: GuestNow, disk: string): Promise<number | null> =>
  sizeOf((await look.config(guest)).values[disk])

/** GiB out of `local-lvm:vm-101-disk-0,size=32G`. */
function sizeOf(drive: string | undefined): number | null {
  const match = /(?:^|,)size=(\d+(?:\.\d+)?)([KMGT]?)(?:,|$)/.exec(drive ?? '')
  const unit = { K: 1 / 1024 ** 2, M: 1 / 1024, G: 1, T: 1024, '': 1 / 1024 ** 3 }[match?.[2] ?? '']
  return match && unit !== undefined ? Number(match[1]) * unit : null
}
