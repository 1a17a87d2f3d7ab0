import * as z from 'zod'
import type { GuestNow, Look, StuckNow } from '../look.ts'

export const Vmid = z.number().int().min(100).max(999_999_999)

/** What nearly every run about a guest looks at first. Plain JSON: it is saved with the run. */
export type GuestFacts = {
  guest: GuestNow | null
  quorate: boolean | null
  /** Steward itself runs in this guest. */
  self: boolean
  /** Why it is stuck, asked only while it has a lock or stands at a disk that cannot be written. */
  stuck: StuckNow | null
}

export async function readGuest(vmid: number, look: Look): Promise<GuestFacts> {
  const [guest, quorate] = await Promise.all([look.guest(vmid), look.quorate()])
  return {
    guest,
    quorate,
    self: look.self.vmid === vmid,
    stuck: guest && (guest.lock || guest.qmp === 'io-error') ? await look.stuck(vmid) : null,
  }
}

/** The guest that checks have found to be there; plans without it have no steps. */
export function present({ guest }: GuestFacts): GuestNow {
  if (!guest) throw new TypeError('steps of a run for a guest that is not there')
  return guest
}

export const titleParams = (vmid: number, guest: GuestNow | null): { name: string; vmid: number } => ({
  name: guest?.name ?? String(vmid),
  vmid,
})
