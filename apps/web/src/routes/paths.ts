import type { planSearch } from './search.ts'

type PlanSearch = ReturnType<typeof planSearch>

/** Every address of the app. `<Link {...paths.guest(cluster, '106')}>` is checked where it is used. */
export const paths = {
  overview: (cluster: string) => ({ to: '/c/$cluster', params: { cluster } }) as const,
  guests: (cluster: string) => ({ to: '/c/$cluster/guests', params: { cluster } }) as const,
  guest: (cluster: string, vmid: string) => ({ to: '/c/$cluster/guests/$vmid', params: { cluster, vmid } }) as const,
  nodes: (cluster: string) => ({ to: '/c/$cluster/nodes', params: { cluster } }) as const,
  node: (cluster: string, node: string) => ({ to: '/c/$cluster/nodes/$node', params: { cluster, node } }) as const,
  storages: (cluster: string) => ({ to: '/c/$cluster/storage', params: { cluster } }) as const,
  storage: (cluster: string, node: string, storage: string) =>
    ({ to: '/c/$cluster/storage/$node/$storage', params: { cluster, node, storage } }) as const,
  cluster: (cluster: string) => ({ to: '/c/$cluster/cluster', params: { cluster } }) as const,
  quorum: (cluster: string) => ({ to: '/c/$cluster/quorum', params: { cluster } }) as const,
  activity: (cluster: string) => ({ to: '/c/$cluster/activity', params: { cluster } }) as const,
  task: (cluster: string, upid: string) => ({ to: '/c/$cluster/activity/$upid', params: { cluster, upid } }) as const,
  findings: (cluster: string) => ({ to: '/c/$cluster/findings', params: { cluster } }) as const,
  finding: (cluster: string, id: string) =>
    ({ to: '/c/$cluster/findings', params: { cluster }, search: { id } }) as const,
  runs: (cluster: string) => ({ to: '/c/$cluster/runs', params: { cluster } }) as const,
  freeze: (cluster: string) => ({ to: '/c/$cluster/runs', params: { cluster }, search: { do: 'freeze' } }) as const,
  run: (cluster: string, id: number) =>
    ({ to: '/c/$cluster/runs/$run', params: { cluster, run: String(id) } }) as const,
  planRun: (cluster: string, search: PlanSearch) =>
    ({ to: '/c/$cluster/runs/new', params: { cluster }, search }) as const,
  /** What a run has to be told before it can be planned. */
  askRun: (cluster: string, search: { runbook: string; vmid: string }) =>
    ({ to: '/c/$cluster/runs/ask', params: { cluster }, search }) as const,
  rules: (cluster: string) => ({ to: '/c/$cluster/rules', params: { cluster } }) as const,
  permissions: (cluster: string) => ({ to: '/c/$cluster/permissions', params: { cluster } }) as const,
  signIn: (search: { cluster?: string; from?: string } = {}) => ({ to: '/sign-in', search }) as const,
  setup: () => ({ to: '/setup' }) as const,
  settings: () => ({ to: '/settings' }) as const,
  clusterSettings: () => ({ to: '/settings/clusters' }) as const,
  addCluster: () => ({ to: '/settings/clusters/add' }) as const,
  clusterSetting: (cluster: string) => ({ to: '/settings/clusters/$cluster', params: { cluster } }) as const,
  mendCluster: (cluster: string, what: 'repin' | 'reading') =>
    ({ to: '/settings/clusters/$cluster', params: { cluster }, search: { do: what } }) as const,
  nodeShell: (cluster: string) => ({ to: '/settings/clusters/$cluster/shell', params: { cluster } }) as const,
  audit: () => ({ to: '/settings/audit' }) as const,
  about: () => ({ to: '/about' }) as const,
}
