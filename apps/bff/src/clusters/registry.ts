import type { ClusterChoice } from '@steward/contracts'
import { AppError } from '../app-error.ts'
import type { ConnectionStore, StoredConnection } from '../store/connections.ts'
import { createCluster, createViewer, type Cluster, type ClusterDeps } from './cluster.ts'

/** All connected clusters. The first one that was connected decides who may change Steward's own settings. */
export type Registry = {
  all(): readonly Cluster[]
  get(id: string): Cluster
  find(id: string): Cluster | null
  first(): Cluster | null
  add(record: StoredConnection): Promise<Cluster>
  /** Stores and applies a changed record. */
  change(id: string, change: Partial<StoredConnection>): Promise<Cluster>
  remove(id: string): Promise<void>
  choices(): ClusterChoice[]
  stop(): Promise<void>
}

export async function createRegistry(deps: ClusterDeps & { connections: ConnectionStore }): Promise<Registry> {
  const clusters = new Map<string, Cluster>()

  async function open(record: StoredConnection): Promise<Cluster> {
    const cluster = await createCluster(deps, record)
    clusters.set(record.id, cluster)
    return cluster
  }
  for (const record of await deps.connections.list()) await open(record)
  // Only at the start: a cluster that is added later may bear the id of one that was removed, and has nobody's rights yet.
  for (const viewer of await deps.facts.viewers())
    await clusters
      .get(viewer.cluster)
      ?.setViewer(createViewer(viewer.user, viewer.rights, viewer.denied, viewer.readAt * 1000), false)

  const registry: Registry = {
    all: () => [...clusters.values()],
    find: (id) => clusters.get(id) ?? null,
    get(id) {
      const cluster = clusters.get(id)
      if (!cluster) throw new AppError('cluster-unknown', `There is no cluster "${id}" here.`)
      return cluster
    },
    first: () => [...clusters.values()].find((cluster) => cluster.record.reading !== null) ?? null,
    async add(record) {
      await deps.connections.save(record)
      return open(record)
    },
    async change(id, change) {
      const cluster = registry.get(id)
      const record = { ...cluster.record, ...change }
      await deps.connections.save(record)
      await cluster.apply(record)
      return cluster
    },
    async remove(id) {
      const cluster = registry.get(id)
      clusters.delete(id)
      await cluster.stop()
      await deps.connections.remove(id)
    },
    choices: () =>
      registry
        .all()
        .filter((cluster) => cluster.record.reading !== null)
        .map((cluster) => ({
          id: cluster.record.id,
          name: cluster.record.name,
          reading: cluster.record.reading,
          reachable: cluster.transport.health().some((item) => item.state !== 'paused'),
        })),
    async stop() {
      await Promise.all([...clusters.values()].map((cluster) => cluster.stop()))
    },
  }
  return registry
}
