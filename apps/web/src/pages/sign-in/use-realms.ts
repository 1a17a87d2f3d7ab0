import type { Realm } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { q } from '../../api/query.ts'

// Every PVE has these two; they are offered when the list cannot be read.
const always: readonly Realm[] = [
  { realm: 'pam', type: 'pam', comment: null, isDefault: false, usable: true },
  { realm: 'pve', type: 'pve', comment: null, isDefault: false, usable: true },
]

export function useRealms(cluster: string): { realms: readonly Realm[]; unread: boolean; first: string } {
  const query = useQuery({ ...q('listRealms', { params: { cluster } }), enabled: cluster !== '' })
  const realms = query.data && query.data.length > 0 ? query.data : always
  const first = realms.find(({ isDefault, usable }) => isDefault && usable) ?? realms.find(({ usable }) => usable)
  return { realms, unread: query.isError, first: first?.realm ?? 'pam' }
}
