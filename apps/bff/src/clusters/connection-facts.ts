import type { ClusterFacts, Connection, Realm } from '@steward/contracts'
import type { PveTransport } from '@steward/pve-client'
import type { Budget } from '../readers/budget.ts'
import type { StoredConnection } from '../store/connections.ts'

type Sources = {
  transport: PveTransport
  facts: ClusterFacts | null
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
    state: facts?.connection ?? { state: record.reading === 'sign-in' ? 'waiting-for-sign-in' : 'connecting' },
    parts: facts?.parts ?? [],
    requestsPerMinute: budget.lastMinute(nowMs),
    requestBudget: budget.perMinute,
    realms,
  }
}
