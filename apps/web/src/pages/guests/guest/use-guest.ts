import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { useGuests } from '../../../facts/use-facts.ts'
import type { WireConfig } from './wire.ts'

/** The guest in the address, from the live list. */
export function useGuest() {
  const params = useParams({ strict: false })
  const vmid = 'vmid' in params ? params.vmid : undefined
  const facts = useGuests()
  return { vmid: vmid ?? '', facts, guest: facts.rows.find((row) => row.id === vmid) ?? null }
}

export const addressOf = ({ node, kind, vmid }: GuestRow) => ({ node, kind, vmid })

/** Read once for several sections. */
export function useGuestConfig(guest: GuestRow) {
  const cluster = useClusterId()
  return useQuery({ ...pve<WireConfig>()(cluster, 'guestConfig', addressOf(guest)), refetchInterval: 60_000 })
}
