import type { ClusterFacts, Connection, ConnectionState, Realm } from '@steward/contracts'
import type { PveTransport } from '@steward/pve-client'
import type { Budget } from '../readers/budget.ts'
import type { StoredConnection } from '../store/connections.ts'

type Sources = {
  transport: PveTransport
  facts: Omit<ClusterFacts, 'freeze'> | null
  realms: Realm[] | null
  budget: Budget
  nowMs: number
}

/** What the settings page shows of a connection. Never the token's secret. */
export function connectionOf(
  record: StoredConnection,
  { transport, facts, realms, budget, nowMs }: Sources,
): Connection {
  const health = transport.health()
  return {
    id: record.id,
    name: record.name,
    createdAt: record.createdAt,
    reading: record.reading,
    tokenId: record.token?.split('=')[0] ?? null,
    madeReader: record.madeReader,
    endpoints: record.endpoints.map((endpoint) => {
      const seen = health.find((item) => item.host === endpoint.host && item.port === endpoint.port)
      const answered = seen?.lastAnswerAt ?? null
      return {
        node: endpoint.node,
        host: endpoint.host,
        port: endpoint.port,
        fingerprint: endpoint.fingerprint,
        fingerprintFrom: endpoint.from,
        reachable:
          seen === undefined || (answered === null && seen.lastError === null)
            ? null
            : answered !== null && (seen.lastError === null || answered >= seen.lastError.at),
        lastError: seen?.lastError?.reason ?? null,
        roundTripMs: seen?.roundTripMs ?? null,
      }
    }),
    state: facts?.connection ??
      changedCertificate(record, health) ?? {
        state: record.reading === 'sign-in' ? 'waiting-for-sign-in' : 'connecting',
      },
    parts: facts?.parts ?? [],
    requestsPerMinute: budget.lastMinute(nowMs),
    requestBudget: budget.perMinute,
    realms,
  }
}

/** While nobody reads, only those who tried to sign in have met the new certificate. */
function changedCertificate(
  record: StoredConnection,
  health: ReturnType<PveTransport['health']>,
): ConnectionState | null {
  for (const { name, host, port, lastError, lastAnswerAt } of health) {
    const isOver = lastError === null || (lastAnswerAt !== null && lastAnswerAt >= lastError.at)
    if (isOver || lastError.kind !== 'certificate-changed') continue
    const pinned = record.endpoints.find((endpoint) => endpoint.host === host && endpoint.port === port)?.fingerprint
    return {
      state: 'certificate-changed',
      since: Math.floor(lastError.at / 1000),
      endpoint: name,
      seen: lastError.seenFingerprint ?? '',
      pinned: pinned ?? '',
    }
  }
  return null
}
