import {
  applyPatch,
  type ClusterFacts,
  type CollectionName,
  type CollectionReply,
  type Collections,
  type LiveMessage,
} from '@steward/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { setServerTime } from './clock.ts'
import { noteRead } from './last-read.ts'

/** The newest version of each list that the stream has told of. */
const told = new Map<string, number>()

type AnyRow = Collections[CollectionName]

const lists = {
  guests: 'listGuests',
  nodes: 'listNodes',
  storages: 'listStorages',
  tasks: 'listTasks',
  findings: 'listFindings',
} as const satisfies Record<CollectionName, string>
const collections: readonly CollectionName[] = ['guests', 'nodes', 'storages', 'tasks', 'findings']

const topics = {
  clusters: ['listConnections', 'readSession'],
  session: ['readSession'],
  history: ['readHistory'],
  rules: ['listRules'],
  runs: ['listRuns', 'readRun'],
  permissions: ['checkPermissions', 'readSession'],
} as const

/** Brings one message of the live stream into the query cache. Returns the build of a `hello`. */
export function applyLive(client: QueryClient, cluster: string, message: LiveMessage): string | null {
  const keyOf = (name: string) => [name, { params: { cluster } }]
  /** A list that was under way when its patch came is older than the stream, and no age may be put on it. */
  const readMissed = () => {
    for (const name of collections) {
      const key = keyOf(lists[name])
      const held = client.getQueryData<CollectionReply<AnyRow>>(key)
      const isBehind = held !== undefined && held.version < (told.get(`${cluster}/${name}`) ?? 0)
      if (isBehind && client.getQueryState(key)?.fetchStatus === 'idle')
        void client.invalidateQueries({ queryKey: key })
    }
  }
  switch (message.type) {
    case 'hello': {
      setServerTime(message.now)
      for (const name of collections) {
        told.set(`${cluster}/${name}`, message.versions[name])
        const held = client.getQueryData<CollectionReply<AnyRow>>(keyOf(lists[name]))
        if (held && held.version !== message.versions[name])
          void client.invalidateQueries({ queryKey: keyOf(lists[name]) })
      }
      // While no stream was open nobody told what became of the quorum and of the connection.
      void client.invalidateQueries({ queryKey: keyOf('readCluster') })
      return message.build
    }
    case 'patch': {
      if (message.patch.readAt !== null) noteRead(cluster, message.patch.readAt)
      told.set(`${cluster}/${message.collection}`, message.patch.version)
      const key = keyOf(lists[message.collection])
      const held = client.getQueryData<CollectionReply<AnyRow>>(key)
      if (!held || message.patch.version <= held.version) return null
      const rows = applyPatch(held, message.patch)
      if (rows === null) void client.invalidateQueries({ queryKey: key })
      else
        client.setQueryData<CollectionReply<AnyRow>>(key, {
          version: message.patch.version,
          readAt: message.patch.readAt,
          rows,
        })
      return null
    }
    case 'cluster':
      client.setQueryData<ClusterFacts>(keyOf('readCluster'), message.cluster)
      return null
    case 'read':
      readMissed()
      noteRead(cluster, message.readAt)
      return null
    case 'changed':
      for (const name of topics[message.topic]) void client.invalidateQueries({ queryKey: [name] })
      return null
    default:
      // A newer server may say more than this page understands.
      return null
  }
}
