import type { GuestConfig } from './facts.ts'
import { bootOrderOf, dataDisksOf } from './guest-config.ts'
import { remember } from './remember.ts'

export type BootOrder = {
  order: readonly string[]
  missing: readonly string[]
  /** Something in it may hold a system. */ boots: boolean
}

/** null where PVE's old form or no order is set, which boots the first disk. */
export const bootPlanOf = remember((config: GuestConfig): BootOrder | null => {
  const order = bootOrderOf(config)
  if (order === null) return null
  const disks = new Set(dataDisksOf(config).map((disk) => disk.key))
  const missing = order.filter((device) => config.values[device] === undefined)
  const present = order.filter((device) => config.values[device] !== undefined)
  // A disk that was handed through (NVMe, USB) may hold the system as well.
  return { order, missing, boots: present.some((device) => disks.has(device) || /^(hostpci|usb)\d+$/.test(device)) }
})
