import type { ChannelProbe } from '@steward/contracts'
import { z } from 'zod'
import type { Database } from './database.ts'
import type { Seal } from './seal.ts'

export type StoredChannel = {
  cluster: string
  node: string
  host: string
  port: number
  user: string
  hostKey: string | null
  seenHostKey: string | null
  provenAt: number | null
  provenDigest: string | null
  probes: ChannelProbe[]
  problem: string | null
}
/** `privateKey` only ever in memory, and sealed on disk. */
export type ChannelKey = { publicKey: string; privateKey: string }

export type ChannelStore = {
  list(): Promise<StoredChannel[]>
  save(channel: StoredChannel): Promise<void>
  remove(cluster: string, node: string): Promise<void>
  key(): Promise<ChannelKey | null>
  /** Keeps the first key that is ever given, and answers the one that is kept. */
  keepKey(key: ChannelKey): Promise<ChannelKey>
}

const Probes = z.array(
  z.object({ what: z.string(), expects: z.enum(['works', 'refused']), ok: z.boolean(), words: z.string() }),
)
const purpose = 'channel/key'

export function channelStore(database: Database, seal: Seal): ChannelStore {
  async function key(): Promise<ChannelKey | null> {
    const row = await database.selectFrom('channel_keys').selectAll().executeTakeFirst()
    return row ? { publicKey: row.public_key, privateKey: seal.open(row.private_key, purpose) } : null
  }
  return {
    key,
    async keepKey(made) {
      const sealed = seal.seal(made.privateKey, purpose)
      await database
        .insertInto('channel_keys')
        .values({ id: 1, public_key: made.publicKey, private_key: sealed })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return (await key()) ?? made
    },
    async list() {
      const rows = await database.selectFrom('channels').selectAll().orderBy('node').execute()
      return rows.map(({ host_key, seen_host_key, proven_at, proven_digest, probes, ...row }) => ({
        ...row,
        hostKey: host_key,
        seenHostKey: seen_host_key,
        provenAt: proven_at,
        provenDigest: proven_digest,
        probes: Probes.parse(JSON.parse(probes)),
      }))
    },
    async save({ cluster, node, hostKey, seenHostKey, provenAt, provenDigest, probes, ...rest }) {
      const values = {
        ...rest,
        host_key: hostKey,
        seen_host_key: seenHostKey,
        proven_at: provenAt,
        proven_digest: provenDigest,
        probes: JSON.stringify(probes),
      }
      await database
        .insertInto('channels')
        .values({ cluster, node, ...values })
        .onConflict((conflict) => conflict.columns(['cluster', 'node']).doUpdateSet(values))
        .execute()
    },
    async remove(cluster, node) {
      await database.deleteFrom('channels').where('cluster', '=', cluster).where('node', '=', node).execute()
    },
  }
}
