import type { NodeRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import type {
  WireCertificate,
  WireDisk,
  WireInterface,
  WireNodeStatus,
  WirePackage,
  WireRepositories,
  WireService,
  WireSubscription,
} from './wire.ts'

const minute = 60_000

/**
 * What the node itself answers. The quick answers are asked at once, the slow ones (services, disks, packages) after them
 * and one after the other, because a node has three workers for everybody. A node that is away is not asked.
 */
export function useNodeParts(row: NodeRow) {
  const cluster = useClusterId()
  const node = { node: row.name }
  const mayAsk = row.state !== 'offline' && !row.ghost
  const quick = { enabled: mayAsk, staleTime: minute }
  const status = useQuery({
    ...pve<WireNodeStatus>()(cluster, 'nodeStatus', node),
    enabled: mayAsk,
    refetchInterval: ({ state }) => (state.error === null ? minute / 2 : false),
  })
  const network = useQuery({ ...pve<WireInterface[]>()(cluster, 'nodeNetwork', node), ...quick })
  const certificates = useQuery({ ...pve<WireCertificate[]>()(cluster, 'nodeCertificates', node), ...quick })
  const repositories = useQuery({ ...pve<WireRepositories>()(cluster, 'nodeRepositories', node), ...quick })
  const subscription = useQuery({ ...pve<WireSubscription>()(cluster, 'nodeSubscription', node), ...quick })
  const quickDone = [status, network, certificates, repositories, subscription].every(({ isFetched }) => isFetched)
  const slow = (enabled: boolean) => ({ enabled: mayAsk && enabled, staleTime: 5 * minute })
  const services = useQuery({ ...pve<WireService[]>()(cluster, 'nodeServices', node), ...slow(quickDone) })
  const disks = useQuery({ ...pve<WireDisk[]>()(cluster, 'nodeDisks', node), ...slow(services.isFetched) })
  const packages = useQuery({ ...pve<WirePackage[]>()(cluster, 'nodePackages', node), ...slow(disks.isFetched) })
  return { mayAsk, status, network, certificates, repositories, subscription, services, disks, packages }
}
export type NodeParts = ReturnType<typeof useNodeParts>

/** Most of a node's own answers want the same right. */
export const nodeRight = (node: string) => ({ privilege: 'Sys.Audit', path: `/nodes/${node}`, role: 'PVEAuditor' })
export const rootRight = { privilege: 'Sys.Audit', path: '/', role: 'PVEAuditor' }
