import type { Facts, GuestConfig } from './facts.ts'
import { disksOf, netsOf, parseProperties, type DiskLine, type NetLine } from './guest-config.ts'
import { machinesOf, type Inspected } from './guest-lint.ts'
import { remember } from './remember.ts'

/** Storages of blocks name the volume "vm-100-cloudinit", those of files "100/vm-100-cloudinit.qcow2". */
export const isCloudInitDrive = (disk: DiskLine) => disk.isCloudInit

export type WithDrive = Inspected & { drive: DiskLine }

/** Virtual machines that PVE gives cloud-init data. Without the drive none of the settings has an effect. */
export const cloudInitMachinesOf = (facts: Pick<Facts, 'guests' | 'guestConfigs'>) => withDrive(machinesOf(facts))
const withDrive = remember((machines: readonly Inspected[]): readonly WithDrive[] =>
  machines.flatMap((item) => {
    const drive = driveOf(item.config)
    return drive ? [{ ...item, drive }] : []
  }),
)
/** The drive that brings the settings to the guest; null without one. */
export const driveOf = remember(
  (config: GuestConfig): DiskLine | null =>
    disksOf(config).find((disk) => disk.bus !== 'unused' && isCloudInitDrive(disk)) ?? null,
)

/** A part of cicustom replaces what PVE would write for it, so the settings for that part say nothing. */
export function customPartsOf({ values }: GuestConfig): Readonly<Record<string, string>> {
  const text = values['cicustom']
  return text === undefined ? noParts : parseProperties(text).options
}
const noParts: Readonly<Record<string, string>> = {}

export type IpConfig = {
  key: string
  index: string
  ip: string | null
  gw: string | null
  ip6: string | null
  gw6: string | null
  net: NetLine | undefined
}

/** "ip=192.0.2.7/24,gw=192.0.2.1" of each interface, and the interface itself. */
export const ipConfigsOf = remember((config: GuestConfig): readonly IpConfig[] => {
  const nets = new Map(netsOf(config).map((net) => [net.key, net]))
  return Object.entries(config.values).flatMap(([key, raw]) => {
    const index = /^ipconfig(\d+)$/.exec(key)?.[1]
    if (index === undefined) return []
    const { ip, gw, ip6, gw6 } = parseProperties(raw).options
    return [
      { key, index, ip: ip ?? null, gw: gw ?? null, ip6: ip6 ?? null, gw6: gw6 ?? null, net: nets.get(`net${index}`) },
    ]
  })
})

/** Those whose network PVE writes from the settings. */
export const networkedOf = (facts: Pick<Facts, 'guests' | 'guestConfigs'>) => networked(cloudInitMachinesOf(facts))
const networked = remember((machines: readonly WithDrive[]) =>
  machines
    .filter(({ config }) => customPartsOf(config)['network'] === undefined)
    .map((item) => ({ ...item, ipConfigs: ipConfigsOf(item.config) })),
)
