import type { ConnectionState, PartFacts } from './facts.ts'
import type { ReadingMode, Realm } from './session.ts'

/** What a person must see before they trust a node's certificate. Dates are Unix seconds. */
export type CertificateFacts = {
  subject: string
  issuer: string
  validFrom: number
  validTo: number
  /** SHA-256, "AA:BB:…". */
  fingerprint: string
  altNames: string[]
  selfSigned: boolean
  /** The system's own certificate store trusts it for this name. */
  trusted: boolean
}

export type ProbeReply = {
  host: string
  port: number
  certificate: CertificateFacts
  /** The command that shows the same fingerprint on the node. */
  compareCommand: string
}

export type ConnectionEndpoint = {
  node: string | null
  host: string
  port: number
  fingerprint: string | null
  /** Where the fingerprint came from: a person confirmed it, or the cluster itself told it over a pinned channel. */
  fingerprintFrom: 'person' | 'cluster' | 'system'
  reachable: boolean | null
  lastError: string | null
  roundTripMs: number | null
}

export type Connection = {
  id: string
  name: string
  createdAt: number
  reading: ReadingMode | null
  /** The reading token without its secret, e.g. "steward@pve!reading". */
  tokenId: string | null
  /** Steward made user, role and token itself and can remove them again. */
  madeReader: boolean
  endpoints: ConnectionEndpoint[]
  state: ConnectionState
  parts: PartFacts[]
  requestsPerMinute: number
  requestBudget: number
  realms: Realm[] | null
}

/** One PVE call that Steward is going to make or has made, readable before it is sent. */
export type PlannedCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  parameters: Record<string, string>
  /** The same as a command for a node's shell. */
  command: string
  purpose:
    | 'create-role'
    | 'create-user'
    | 'grant-user'
    | 'create-token'
    | 'grant-token'
    | 'remove-token'
    | 'remove-user'
    | 'remove-role'
}

export type CallResult = {
  call: PlannedCall
  outcome: 'done' | 'already-there' | 'failed' | 'not-tried'
  message: string | null
}

export type MakeReaderReply = { ok: boolean; results: CallResult[]; check: PermissionCheck | null }

/** A part of Steward that needs certain rights; the web app has a text `features:<id>` for each. */
export type FeatureId =
  | 'guests'
  | 'nodes'
  | 'storages'
  | 'cluster'
  | 'tasks'
  | 'pools'
  | 'agent'
  | 'updates'
  | 'journal'
  | 'network'

export type FeatureCheck = {
  feature: FeatureId
  state: 'on' | 'off' | 'partly'
  needs: { path: string; privilege: string; granted: boolean }[]
  /** The exact lines that turn it on; empty when it is on. */
  commands: string[]
}

export type PermissionCheck = {
  /** Whose rights were looked at: the token, or the person who is signed in. */
  identity: string
  checkedAt: number
  /** A privilege-separated token that has no ACL of its own: PVE then answers empty lists with HTTP 200. */
  separatedWithoutAcl: boolean
  features: FeatureCheck[]
}

export type AuditRow = {
  seq: number
  at: number
  cluster: string | null
  user: string
  address: string
  action: string
  calls: { method: string; path: string; parameters: Record<string, string>; status: number | null; result: string }[]
  outcome: 'done' | 'failed' | 'refused'
  detail: string
  hash: string
}

/** Whether the chain of hashes holds. `firstBroken`: the first row that was changed, or whose predecessor is missing. */
export type AuditCheck = { rows: number; firstBroken: number | null; last: { seq: number; hash: string } | null }
