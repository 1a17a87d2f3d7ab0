import { randomBytes } from 'node:crypto'
import type { CallResult, Connection, PermissionCheck, PlannedCall, ProbeReply } from '@steward/contracts'
import { probeCertificate, PveError, signIn, type PveApi, type PveAuth } from '@steward/pve-client'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Registry } from '../clusters/registry.ts'
import type { AuditEntry, AuditLog } from '../store/audit.ts'
import type { StoredEndpoint } from '../store/connections.ts'
import { addressOf, dropUnfinished, freeId, hostOf, keepTrust, proveProxmox, refuseKnown } from './addresses.ts'
import { checkFeatures } from './features.ts'
import { learnEndpoints } from './learn-endpoints.ts'
import { makeSteps, removeSteps, runSteps } from './reader-account.ts'
import { allowTarget } from './targets.ts'

/** Who asks for a change, for the audit log. */
export type Actor = { user: string; address: string }
type Credentials = { username: string; realm: string; password: string; otp?: string | undefined }

export type ConnectionService = {
  probe(address: string): Promise<ProbeReply>
  create(
    input: { host: string; port: number; trust: string; name?: string | undefined },
    actor: Actor,
  ): Promise<Connection>
  update(
    id: string,
    change: {
      name?: string | undefined
      endpoints?: { node: string | null; host: string; port: number }[] | undefined
    },
    actor: Actor,
  ): Promise<Connection>
  repin(id: string, endpoint: { host: string; port: number; fingerprint: string }, actor: Actor): Promise<Connection>
  readWithSignIn(id: string, actor: Actor): Promise<Connection>
  planReader(id: string): PlannedCall[]
  makeReader(
    id: string,
    credentials: Credentials,
    actor: Actor,
  ): Promise<{ ok: boolean; results: CallResult[]; check: PermissionCheck | null }>
  pasteToken(id: string, token: string, actor: Actor): Promise<PermissionCheck>
  checkReader(id: string): Promise<PermissionCheck>
  checkIdentity(cluster: Cluster, identity: string, auth: PveAuth): Promise<PermissionCheck>
  planRemoval(id: string): PlannedCall[]
  remove(
    id: string,
    removeReader: boolean,
    by: { actor: Actor; auth: PveAuth | null },
  ): Promise<{ ok: boolean; results: CallResult[] }>
  /** Learns the other nodes' addresses and certificates from the cluster itself, over the pinned connection. */
  learnNodes(cluster: Cluster): Promise<void>
}

export function createConnections(deps: {
  registry: Registry
  audit: AuditLog
  clock: Clock
  /** A cluster is gone for good. */
  onRemoved(id: string): Promise<void>
}): ConnectionService {
  const { registry, audit, clock } = deps
  const tokenIds = new Map<string, string>()

  const note = (
    entry: Pick<AuditEntry, 'cluster' | 'action' | 'outcome' | 'detail'> & { calls?: AuditEntry['calls'] },
    actor: Actor,
  ) => audit.append({ at: seconds(clock), user: actor.user, address: actor.address, calls: [], ...entry })

  function tokenIdOf(id: string): string {
    const held = tokenIds.get(id) ?? `reading-${randomBytes(3).toString('hex')}`
    tokenIds.set(id, held)
    return held
  }

  async function checkIdentity(cluster: Cluster, identity: string, auth: PveAuth): Promise<PermissionCheck> {
    const api = cluster.api(auth)
    const rights = (await api.call('accessPermissions', {})).data
    const version = await api.call('version', {}).catch(() => null)
    const major = version ? Number.parseInt(version.data.version, 10) : null
    return checkFeatures({ identity, rights, major: Number.isNaN(major) ? null : major, now: seconds(clock) })
  }

  /** Accepts a token only after PVE has; its rights may still be none, which the check then explains. */
  async function takeToken(cluster: Cluster, token: string, madeReader: boolean): Promise<PermissionCheck> {
    const identity = token.split('=')[0] ?? ''
    let check: PermissionCheck
    try {
      check = await checkIdentity(cluster, identity, { kind: 'token', token })
    } catch (error) {
      if (error instanceof PveError && error.kind === 'unauthorized')
        throw new AppError('token-refused', 'PVE does not accept this token. It may be mistyped, removed or expired.', {
          pve: { status: 401, path: error.path, message: error.reason },
        })
      throw error
    }
    await registry.change(cluster.record.id, { token, reading: 'token', madeReader })
    await learnNodes(cluster).catch(() => undefined)
    return check
  }

  async function learnNodes(cluster: Cluster): Promise<void> {
    const { record } = cluster
    if (record.token === null) return
    const learned = await learnEndpoints(record, cluster.api({ kind: 'token', token: record.token }))
    if (learned) await registry.change(record.id, learned)
  }

  return {
    checkIdentity,
    learnNodes,
    async probe(address) {
      const target = addressOf(address)
      const seen = await probeCertificate({ ...target, allowTarget })
      refuseKnown(registry, seen.fingerprint)
      return {
        ...target,
        certificate: {
          ...seen,
          validFrom: Math.floor(Date.parse(seen.validFrom) / 1000),
          validTo: Math.floor(Date.parse(seen.validTo) / 1000),
          trusted: seen.trustedBySystem,
        },
        compareCommand:
          'openssl x509 -noout -fingerprint -sha256 -in "$(test -e /etc/pve/local/pveproxy-ssl.pem && echo /etc/pve/local/pveproxy-ssl.pem || echo /etc/pve/local/pve-ssl.pem)"',
      }
    },
    async create({ host: typed, port, trust, name }, actor) {
      const host = hostOf(typed)
      if (trust !== 'system') refuseKnown(registry, trust)
      const endpoint: StoredEndpoint = {
        node: null,
        host,
        port,
        fingerprint: trust === 'system' ? null : trust,
        from: trust === 'system' ? 'system' : 'person',
      }
      await proveProxmox(endpoint)
      await dropUnfinished(registry, endpoint)
      const id = freeId(registry, name ?? host)
      const cluster = await registry.add({
        id,
        name: name ?? host,
        createdAt: seconds(clock),
        reading: null,
        token: null,
        madeReader: false,
        endpoints: [endpoint],
      })
      await note(
        { cluster: id, action: 'connection-created', outcome: 'done', detail: `${host}:${port} ${trust}` },
        actor,
      )
      return cluster.connection()
    },
    async update(id, change, actor) {
      const { record } = registry.get(id)
      // Judged before it is stored: an address that is none would keep Steward from starting again.
      const endpoints = change.endpoints?.map((next) =>
        keepTrust(record.endpoints, { ...next, host: hostOf(next.host) }),
      )
      if (endpoints?.length === 0)
        throw new AppError('bad-input', 'A cluster needs at least one address.', {
          fields: { endpoints: 'at least one' },
        })
      const cluster = await registry.change(id, {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(endpoints ? { endpoints } : {}),
      })
      await note(
        {
          cluster: id,
          action: 'connection-changed',
          outcome: 'done',
          detail: endpoints ? endpoints.map((item) => `${item.host}:${item.port}`).join(', ') : (change.name ?? ''),
        },
        actor,
      )
      return cluster.connection()
    },
    async repin(id, { host, port, fingerprint }, actor) {
      const { record } = registry.get(id)
      if (!record.endpoints.some((item) => item.host === host && item.port === port))
        throw new AppError('not-found', `${host}:${port} is not an address of this cluster.`)
      const endpoints = record.endpoints.map((item) =>
        item.host === host && item.port === port ? { ...item, fingerprint, from: 'person' as const } : item,
      )
      const cluster = await registry.change(id, { endpoints })
      await note(
        { cluster: id, action: 'certificate-confirmed', outcome: 'done', detail: `${host}:${port} ${fingerprint}` },
        actor,
      )
      return cluster.connection()
    },
    async readWithSignIn(id, actor) {
      const cluster = await registry.change(id, { reading: 'sign-in', token: null, madeReader: false })
      await note({ cluster: id, action: 'reading-by-sign-in', outcome: 'done', detail: '' }, actor)
      return cluster.connection()
    },
    planReader: (id) => {
      registry.get(id)
      return makeSteps(tokenIdOf(id)).map((step) => step.planned)
    },
    async makeReader(id, credentials, actor) {
      const cluster = registry.get(id)
      const api = await adminApi(cluster, credentials)
      const { results, token } = await runSteps(makeSteps(tokenIdOf(id)), api)
      const by = { ...actor, user: `${credentials.username}@${credentials.realm}` }
      await note(
        {
          cluster: id,
          action: 'reader-made',
          outcome: token === null ? 'failed' : 'done',
          detail: token?.split('=')[0] ?? '',
          calls: auditCalls(results),
        },
        by,
      )
      if (token === null) {
        // The next try needs a name that is free: a token's secret is shown once only.
        tokenIds.delete(id)
        return { ok: false, results, check: null }
      }
      return { ok: true, results, check: await takeToken(cluster, token, true) }
    },
    async pasteToken(id, text, actor) {
      const token = tokenOf(text)
      const check = await takeToken(registry.get(id), token, false)
      await note({ cluster: id, action: 'token-pasted', outcome: 'done', detail: check.identity }, actor)
      return check
    },
    async checkReader(id) {
      const cluster = registry.get(id)
      const { token } = cluster.record
      if (token === null)
        throw new AppError(
          'not-found',
          'This cluster is read with each person’s own sign-in; there is no reading token.',
        )
      return checkIdentity(cluster, token.split('=')[0] ?? '', { kind: 'token', token })
    },
    planRemoval(id) {
      const { record } = registry.get(id)
      return record.madeReader && record.token
        ? removeSteps(record.token.split('=')[0] ?? '').map((step) => step.planned)
        : []
    },
    async remove(id, removeReader, { actor, auth }) {
      const cluster = registry.get(id)
      const { record } = cluster
      let results: CallResult[] = []
      if (removeReader && record.madeReader && record.token) {
        if (!auth)
          throw new AppError(
            'signed-out',
            'Sign in to this cluster first: the account is removed with your own rights.',
          )
        results = (await runSteps(removeSteps(record.token.split('=')[0] ?? ''), cluster.api(auth))).results
      }
      const ok = results.every((result) => result.outcome !== 'failed' && result.outcome !== 'not-tried')
      await note(
        {
          cluster: id,
          action: 'connection-removed',
          outcome: ok ? 'done' : 'failed',
          detail: record.name,
          calls: auditCalls(results),
        },
        actor,
      )
      // A half removed account keeps its connection, so that the rest can be tried again.
      if (ok) {
        await registry.remove(id)
        await deps.onRemoved(id)
      }
      return { ok, results }
    },
  }
}

async function adminApi(cluster: Cluster, { username, realm, password, otp }: Credentials): Promise<PveApi> {
  try {
    const result = await signIn(cluster.transport, { username, realm, password, ...(otp ? { otp } : {}) })
    if (result.kind === 'tfa')
      throw new AppError('second-factor-refused', 'This account has a second factor: enter the current six digits too.')
    return cluster.api(result.auth)
  } catch (error) {
    if (error instanceof PveError && error.kind === 'unauthorized')
      throw new AppError('sign-in-refused', error.reason, {
        pve: { status: 401, path: error.path, message: error.reason },
      })
    throw error
  }
}

/** Accepts what people copy: with or without the header's first word. */
function tokenOf(text: string): string {
  const token = text.trim().replace(/^(Authorization:\s*)?PVEAPIToken[= ]/i, '')
  if (
    !/^[^\s:/@!=]+@[A-Za-z][A-Za-z0-9._-]*![A-Za-z][A-Za-z0-9._-]+=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(
      token,
    )
  ) {
    throw new AppError('token-malformed', 'A token looks like user@realm!name=01234567-89ab-cdef-0123-456789abcdef.', {
      fields: { token: 'malformed' },
    })
  }
  return token
}

const auditCalls = (results: readonly CallResult[]): AuditEntry['calls'] =>
  results
    .filter((result) => result.outcome !== 'not-tried')
    .map(({ call, outcome, message }) => ({
      method: call.method,
      path: call.path,
      parameters: call.parameters,
      status: outcome === 'done' ? 200 : null,
      result: message ?? outcome,
    }))
