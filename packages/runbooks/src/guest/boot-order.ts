import * as z from 'zod'
import { block, defineRunbook } from '../define-runbook.ts'
import { say } from '../say.ts'
import { configBook, configChecks, readChange, type ConfigFacts } from './config.ts'
import { noChange } from './config-change.ts'
import { isDataDisk } from './drive-line.ts'
import { titleParams, Vmid } from './facts.ts'

const Input = z.object({
  vmid: Vmid,
  /** The disk to begin with; null: the one that most likely holds the system. */
  disk: z
    .string()
    .regex(/^(scsi|virtio|sata|ide)\d{1,2}$/)
    .nullable()
    .default(null),
})
type Values = Readonly<Record<string, string>>

/** Puts the disk with the system first and leaves out what is not there any more; the rest keeps its order. */
export const guestBootOrder = defineRunbook<z.infer<typeof Input>, ConfigFacts>({
  ...configBook<z.infer<typeof Input>>(),
  id: 'guest-boot-order',
  input: Input,
  read: ({ vmid, disk }, look) =>
    readChange(
      vmid,
      (config, { kind }) => {
        const boot = kind === 'qemu' ? mendedOrder(config, disk) : null
        return boot === null ? noChange : { ...noChange, set: { boot } }
      },
      look,
    ),
  title: ({ vmid }, { guest }) => say('boot.title', titleParams(vmid, guest)),
  checks: (_, facts) => [
    ...configChecks(facts),
    ...(facts.guest && facts.wanted['boot'] === undefined ? [block('disk', say('boot.no-disk'))] : []),
  ],
})

/** PVE's form `order=scsi0;net0`; null when there is no disk to boot from. */
export function mendedOrder(config: Values, wanted: string | null): string | null {
  const order = orderOf(config)
  const disk = wanted ?? systemDisk(config, order)
  if (disk === null || !isDataDisk(disk, config[disk] ?? 'none')) return null
  return `order=${[disk, ...order.filter((device) => device !== disk && config[device] !== undefined)].join(';')}`
}

/** Without an order PVE takes the first disk, the first CD drive and the first card. */
function orderOf(config: Values): string[] {
  const given = /(?:^|,)order=([^,]*)/.exec(config['boot'] ?? '')?.[1]
  if (given !== undefined) return given.split(';').filter(Boolean)
  const cd = Object.keys(config).find((key) => /^ide\d$/.test(key) && /media=cdrom/.test(config[key] ?? ''))
  return [...(cd === undefined ? [] : [cd]), ...(config['net0'] === undefined ? [] : ['net0'])]
}

const buses = ['scsi', 'virtio', 'sata', 'ide']
const rank = (key: string): number => buses.indexOf(key.replace(/\d+$/, '')) * 100 + Number(/\d+$/.exec(key)?.[0] ?? 0)

/** The first disk of the order, the old `bootdisk`, or the lowest one. */
function systemDisk(config: Values, order: readonly string[]): string | null {
  const disks = Object.keys(config)
    .filter((key) => isDataDisk(key, config[key] ?? 'none'))
    .toSorted((a, b) => rank(a) - rank(b))
  const old = config['bootdisk'] ?? ''
  return order.find((device) => disks.includes(device)) ?? (disks.includes(old) ? old : (disks[0] ?? null))
}
