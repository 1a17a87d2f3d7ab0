import type { ChannelNode, ChannelReply, ChannelState } from '@steward/contracts'
import { commandInput, commandWords, timeoutSecOf, type ShellCommand } from '@steward/runbooks'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import { hostOf } from '../services/addresses.ts'
import type { Actor } from '../services/connections.ts'
import type { AuditLog } from '../store/audit.ts'
import type { ChannelKey, ChannelStore, StoredChannel } from '../store/channels.ts'
import { dispatcherDigest } from './dispatcher.ts'
import { channelCommands } from './install.ts'
import { judge, type ShellSent } from './judge.ts'
import { makeKeyPair } from './keys.ts'
import { proveChannel } from './prove.ts'
import { lookAtHostKey, runOverSsh, SshFailure, type SshAddress, type SshTarget } from './ssh.ts'

export type ChannelService = {
  read(cluster: Cluster): Promise<ChannelReply>
  /** Notes where the SSH server is and looks at its key; nobody signs in yet. */
  setUp(cluster: Cluster, node: string, address: SshAddress, actor: Actor): Promise<ChannelReply>
  /** A person has compared the key that was shown last. */
  confirm(cluster: Cluster, node: string, fingerprint: string, actor: Actor): Promise<ChannelReply>
  prove(cluster: Cluster, node: string, actor: Actor): Promise<ChannelReply>
  remove(cluster: Cluster, node: string, actor: Actor): Promise<ChannelReply>
  /** Nodes where listed commands can be run by SSH. */
  provenNodes(cluster: string): Promise<ReadonlySet<string>>
  /** Runs a listed command; `by-hand` when certainly nothing was sent. */
  send(cluster: string, node: string, command: ShellCommand): Promise<ShellSent>
}

type Deps = {
  clock: Clock
  store: ChannelStore
  audit: AuditLog
  /** Where the SSH server of a node may be, better than guessed. */
  suggest: (cluster: string, node: string) => SshAddress | null
}

export function createChannelService({ clock, store, audit, suggest }: Deps): ChannelService {
  let held: ChannelKey | null = null
  /** Made once, when the channel is first looked at; the private part never leaves this server. */
  async function ownKey(): Promise<ChannelKey> {
    held ??= (await store.key()) ?? (await store.keepKey(makeKeyPair('steward')))
    return held
  }

  async function find(cluster: string, node: string): Promise<StoredChannel | null> {
    return (await store.list()).find((channel) => channel.cluster === cluster && channel.node === node) ?? null
  }
  async function get(cluster: Cluster, node: string): Promise<StoredChannel> {
    const channel = await find(cluster.record.id, node)
    if (!channel) throw new AppError('channel-unknown', `The channel is not set up for ${node}.`)
    return channel
  }
  const targetOf = async ({ host, port, user, hostKey }: StoredChannel): Promise<SshTarget> => {
    if (hostKey === null) throw new AppError('channel-unconfirmed', 'Confirm the key of the SSH server first.')
    return { host, port, user, hostKey, privateKey: (await ownKey()).privateKey }
  }

  /** What a failed connection tells is kept, so that whoever looks later sees why. */
  const keepFailure = (channel: StoredChannel, failure: SshFailure) =>
    store.save({
      ...channel,
      problem: `${failure.kind}: ${failure.message}`,
      ...(failure.seen !== null && { seenHostKey: failure.seen }),
    })

  async function note(cluster: Cluster, actor: Actor, entry: { action: string; detail: string; ok?: boolean }) {
    await audit.append({
      at: seconds(clock),
      cluster: cluster.record.id,
      user: actor.user,
      address: actor.address,
      action: entry.action,
      calls: [],
      outcome: entry.ok === false ? 'failed' : 'done',
      detail: entry.detail,
    })
  }

  function guess({ record }: Cluster, node: string): SshAddress {
    const known = record.endpoints.find((endpoint) => endpoint.node === node)
    return suggest(record.id, node) ?? { host: known?.host ?? node, port: 22 }
  }

  async function read(cluster: Cluster): Promise<ChannelReply> {
    const { publicKey } = await ownKey()
    const stored = (await store.list()).filter((channel) => channel.cluster === cluster.record.id)
    const names = new Set([...nodesOf(cluster), ...stored.map((channel) => channel.node)])
    return {
      publicKey,
      ...channelCommands(publicKey),
      nodes: [...names].toSorted().map((node) => {
        const channel = stored.find((one) => one.node === node)
        return channel ? toNode(channel) : offNode(node, guess(cluster, node))
      }),
    }
  }

  return {
    read,
    async setUp(cluster, node, { host: typed, port }, actor) {
      if (!nodesOf(cluster).includes(node)) throw new AppError('not-found', `There is no node ${node}.`)
      const host = hostOf(typed)
      const before = await find(cluster.record.id, node)
      // Another address is another server until somebody has compared its key.
      const same = before?.host === host && before.port === port
      const channel: StoredChannel = {
        ...fresh(cluster.record.id, node, { host, port }),
        hostKey: same ? before.hostKey : null,
      }
      try {
        await store.save({ ...channel, seenHostKey: await lookAtHostKey({ host, port }) })
      } catch (error) {
        if (!(error instanceof SshFailure)) throw error
        if (error.kind === 'refused-address') throw new AppError('address-refused', error.message)
        await keepFailure(channel, error)
      }
      await note(cluster, actor, { action: 'channel-set-up', detail: `${node} ${host}:${port}` })
      return read(cluster)
    },
    async confirm(cluster, node, fingerprint, actor) {
      const channel = await get(cluster, node)
      // What is confirmed is what was shown; another key has come meanwhile, or none was shown at all.
      if (channel.seenHostKey !== fingerprint)
        throw new AppError('host-key-changed', 'This is not the key that the server showed last. Look again.')
      await store.save({ ...fresh(cluster.record.id, node, channel), hostKey: fingerprint, seenHostKey: fingerprint })
      await note(cluster, actor, { action: 'channel-host-key', detail: `${node} ${fingerprint}` })
      return read(cluster)
    },
    async prove(cluster, node, actor) {
      const channel = await get(cluster, node)
      const target = await targetOf(channel)
      try {
        const probes = await proveChannel(target)
        const ok = probes.every((probe) => probe.ok)
        const proven = ok ? { provenAt: seconds(clock), provenDigest: dispatcherDigest } : unproven
        await store.save({ ...channel, ...proven, probes, problem: null, seenHostKey: channel.hostKey })
        await note(cluster, actor, { action: 'channel-proof', detail: node, ok })
      } catch (error) {
        if (!(error instanceof SshFailure)) throw error
        await keepFailure({ ...channel, ...unproven, probes: [] }, error)
        await note(cluster, actor, { action: 'channel-proof', detail: `${node} ${error.kind}`, ok: false })
        throw new AppError(error.kind === 'host-key-changed' ? 'host-key-changed' : 'channel-away', error.message)
      }
      return read(cluster)
    },
    async remove(cluster, node, actor) {
      await get(cluster, node)
      await store.remove(cluster.record.id, node)
      await note(cluster, actor, { action: 'channel-removed', detail: node })
      return read(cluster)
    },
    async provenNodes(cluster) {
      const own = (await store.list()).filter((channel) => channel.cluster === cluster)
      return new Set(own.filter((channel) => stateOf(channel) === 'proven').map((channel) => channel.node))
    },
    async send(cluster, node, command) {
      const channel = await find(cluster, node)
      if (!channel || stateOf(channel) !== 'proven') return { kind: 'by-hand', status: null }
      try {
        const options = { input: commandInput(command), timeoutMs: timeoutSecOf(command) * 1000 }
        return judge(command, await runOverSsh(await targetOf(channel), commandWords(command).join(' '), options))
      } catch (error) {
        if (!(error instanceof SshFailure)) throw error
        await keepFailure(channel, error)
        return error.sent ? { kind: 'doubt', words: error.message, status: null } : { kind: 'by-hand', status: null }
      }
    },
  }
}

const unproven = { provenAt: null, provenDigest: null }

const fresh = (cluster: string, node: string, { host, port }: SshAddress): StoredChannel => ({
  cluster,
  node,
  host,
  port,
  user: 'root',
  hostKey: null,
  seenHostKey: null,
  ...unproven,
  probes: [],
  problem: null,
})

function nodesOf(cluster: Cluster): string[] {
  const picture = cluster.terminalSight()?.feed.picture()
  return [...(picture?.nodes.keys() ?? [])]
}

function stateOf({ hostKey, seenHostKey, provenAt, provenDigest, probes }: StoredChannel): ChannelState {
  if (hostKey === null) return 'unconfirmed'
  if (seenHostKey !== null && seenHostKey !== hostKey) return 'host-key-changed'
  if (provenAt === null) return probes.length === 0 ? 'unproven' : 'not-proven'
  return provenDigest === dispatcherDigest ? 'proven' : 'outdated'
}

function toNode(channel: StoredChannel): ChannelNode {
  const { node, host, port, user, hostKey, seenHostKey, provenAt, probes, problem } = channel
  return {
    node,
    host,
    port,
    user,
    hostKey,
    provenAt,
    probes,
    problem,
    state: stateOf(channel),
    seenHostKey: seenHostKey === hostKey ? null : seenHostKey,
  }
}

const offNode = (node: string, address: SshAddress): ChannelNode => ({
  node,
  state: 'off',
  ...address,
  user: 'root',
  hostKey: null,
  seenHostKey: null,
  provenAt: null,
  probes: [],
  problem: null,
})
