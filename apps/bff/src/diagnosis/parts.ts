import type { ClusterFacts } from '@steward/contracts'
import { whole } from '../readers/fact-rounds.ts'
import type { FactName } from '../readers/fact-rounds.ts'
import type { Feed } from '../readers/feed.ts'
import type { ByKey, Facts, HaRow, Missing, Observed, Parts, Read } from '@steward/diagnostics'
import { isNothingToRead, notRead, unreadOf } from './unread.ts'

const cluster: readonly FactName[] = [
  'backupJobs',
  'notBackedUp',
  'storageConfig',
  'haResources',
  'clusterOptions',
  'users',
]
const byKey: readonly FactName[] = [
  'guestConfigs',
  'snapshots',
  'agents',
  'cloudInit',
  'nodeStatus',
  'nodeTime',
  'nodeServices',
  'nodeReplication',
  'nodeThinPools',
  'nodeZfs',
  'nodeNetwork',
  'nodeRepositories',
  'nodeSubscription',
  'nodeCertificates',
  'nodePackages',
  'nodeDisks',
]

/** Parts that did not change are the same objects as before, so that only rules whose parts changed run again. */
export type PartsMemory = { keys: Map<string, unknown>; parts: Map<string, unknown> }
export const newPartsMemory = (): PartsMemory => ({ keys: new Map(), parts: new Map() })

/** Where the parts come from: a feed that goes on reading, or one reading made at once. */
export type Source = Pick<Feed, 'picture' | 'readings' | 'readAt' | 'gathered'> & {
  facts(): Pick<ClusterFacts, 'parts'>
}

/** What the rules judge: the feed's picture, its other readings, and what was read for the rules alone. */
export function partsOf(feed: Source, observed: Observed, memory: PartsMemory): Parts {
  const picture = feed.picture()
  const readings = feed.readings()
  const readAt = feed.readAt()
  const keep = <T>(name: string, key: unknown, make: () => T): T => {
    const held = memory.parts.get(name)
    // The part under this name was made by the same function before.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (held !== undefined && memory.keys.get(name) === key) return held as T
    const made = make()
    memory.keys.set(name, key)
    memory.parts.set(name, made)
    return made
  }
  const list = <Row>(name: string, rows: ReadonlyMap<string, Row>, call: string): Read<readonly Row[]> | Missing =>
    readAt === null ? notRead : keep(name, rows, () => ({ value: [...rows.values()], readAt, call }))
  const base = {
    guests: list('guests', picture.guests, 'GET /cluster/resources'),
    nodes: list('nodes', picture.nodes, 'GET /cluster/resources, /cluster/status'),
    storages: list('storages', picture.storages, 'GET /cluster/resources'),
    tasks: list('tasks', picture.tasks, 'GET /cluster/tasks'),
    quorum: quorumPart(feed, keep),
    ha:
      readings.ha === null
        ? missingPart(feed, 'ha')
        : keep('ha', readings.ha, (): Read<readonly HaRow[]> => ({
            value: readings.ha ?? [],
            readAt: readAt ?? 0,
            call: 'GET /cluster/ha/status/current',
          })),
    clusterNodes:
      readings.configNodes === null
        ? missingPart(feed, 'configNodes')
        : keep('clusterNodes', readings.configNodes, () => ({
            value: readings.configNodes ?? [],
            readAt: readAt ?? 0,
            call: 'GET /cluster/config/nodes',
          })),
    observed: { value: observed, readAt: readAt ?? 0, call: 'seen by Steward' },
  }
  const facts = feed.gathered().facts
  const more: Record<string, unknown> = {}
  for (const name of cluster) {
    const store = facts.get(name)
    more[name] = store?.read.get(whole) ?? store?.missing.get(whole) ?? notRead
  }
  for (const name of byKey) {
    const store = facts.get(name)
    const [refusal] = store?.missing.values() ?? []
    const gathered = feed.gathered()
    if (readAt === null) more[name] = notRead
    else if ((store?.read.size ?? 0) === 0 && (refusal || !isNothingToRead(name, gathered, picture)))
      more[name] = refusal ?? notRead
    else {
      const unread = unreadOf(name, gathered, picture)
      const key = `${store?.version ?? 0} ${[...unread].map(([id, { reason }]) => `${id}:${reason}`).join()}`
      more[name] = keep(name, key, (): ByKey<unknown> => ({
        read: new Map(store?.read),
        missing: new Map([...unread, ...(store?.missing ?? [])]),
      }))
    }
  }
  // The readers' schemas gave each value the shape that its part has in Facts; here they are only put together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...base, ...more } as unknown as Parts
}

function quorumPart(
  feed: Source,
  keep: <T>(name: string, key: unknown, make: () => T) => T,
): Facts['quorum'] | Missing {
  const { quorum } = feed.picture()
  if (quorum.state === 'unknown')
    return {
      reason:
        quorum.unknown === 'no-right' ? 'no-right' : quorum.unknown === 'not-read-yet' ? 'not-read-yet' : 'read-failed',
      message: 'the quorum could not be judged',
    }
  const readAt = feed.facts().parts.find((part) => part.part === 'status')?.readAt ?? 0
  return keep(
    'quorum',
    JSON.stringify({ ...quorum, views: quorum.views.map(({ node, quorate, online }) => [node, quorate, online]) }),
    () => ({ value: quorum, readAt, call: 'GET /cluster/status, /cluster/ha/status/current' }),
  )
}

function missingPart(feed: Source, name: 'ha' | 'configNodes'): Missing {
  const error = feed.facts().parts.find((part) => part.part === name)?.error
  return error ? { reason: error.code === 'pve-refused' ? 'no-right' : 'read-failed', message: error.message } : notRead
}
