import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import type { PveEndpoint } from './endpoint.ts'
import type { PveErrorKind } from './errors.ts'

/** The connection could not be made; not one byte of the request has been sent. */
export class ConnectFailure extends Error {
  readonly kind: PveErrorKind
  readonly seenFingerprint: string | null
  constructor(kind: PveErrorKind, message: string, seenFingerprint: string | null = null) {
    super(message)
    this.kind = kind
    this.seenFingerprint = seenFingerprint
  }
}

export type AllowTarget = (address: string) => boolean

type ConnectorOptions = { connectMs: number; headersMs: number; bodyMs: number; allowTarget: AllowTarget | undefined }

/** The connection pool of one endpoint. The certificate is judged before undici may write. */
export function createAgent(endpoint: PveEndpoint, options: ConnectorOptions): Agent {
  return new Agent({
    connect: createConnector(endpoint, options),
    // Not more than pveproxy's workers can chew, and enough that a few calls that hang 30 s do not starve the rest.
    connections: 16,
    pipelining: 1,
    allowH2: false,
    // pveproxy closes idle connections after 5 s (PVE::APIServer::AnyEvent); leave first, or a write may meet the close.
    keepAliveTimeout: 3_000,
    keepAliveMaxTimeout: 3_000,
    headersTimeout: options.headersMs,
    bodyTimeout: options.bodyMs,
  })
}

function createConnector(
  endpoint: PveEndpoint,
  { connectMs, allowTarget }: ConnectorOptions,
): buildConnector.connector {
  const pin = endpoint.fingerprint
  // With a pin the chain is not asked, because the pin is stricter. Node calls no checkServerIdentity for a certificate
  // that fails verification, so the comparison must happen here, on the finished handshake. A resumed TLS session would
  // carry no certificate, hence no session cache.
  const connect = buildConnector({
    rejectUnauthorized: pin === null,
    timeout: connectMs,
    maxCachedSessions: 0,
    ...(allowTarget && { lookup: guardedLookup(allowTarget) }),
  })
  return (target, callback) => {
    // The resolver is not asked for literal addresses.
    if (allowTarget && isIP(endpoint.host) && !allowTarget(endpoint.host)) {
      callback(new ConnectFailure('target-refused', 'connections to this address are not allowed'), null)
      return
    }
    connect({ ...target, servername: target.servername ?? '' }, (...[failure, socket]) => {
      if (failure) {
        callback(toConnectFailure(failure), null)
        return
      }
      const seen = 'getPeerX509Certificate' in socket ? (socket.getPeerX509Certificate()?.fingerprint256 ?? null) : null
      if (pin !== null && seen !== pin) {
        socket.destroy()
        callback(new ConnectFailure('certificate-changed', 'the certificate is not the pinned one', seen), null)
        return
      }
      callback(null, socket)
    })
  }
}

/** A resolver that drops the addresses that are not allowed. */
export function guardedLookup(allowTarget: AllowTarget): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (failure, addresses) => {
      if (failure) return callback(failure, '', 0)
      const allowed = addresses.filter(({ address }) => allowTarget(address))
      const [first] = allowed
      if (!first)
        return callback(new ConnectFailure('target-refused', 'connections to this address are not allowed'), '', 0)
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family)
    })
  }
}

const untrusted =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY)|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/

/** Sorts an error of the connection phase. */
export function toConnectFailure(failure: Error): ConnectFailure {
  if (failure instanceof ConnectFailure) return failure
  const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new ConnectFailure('timeout', 'no connection within the time limit')
  if (untrusted.test(code))
    return new ConnectFailure('certificate-untrusted', `the certificate is not trusted (${code})`)
  return new ConnectFailure('unreachable', connectText(code, failure))
}

function connectText(code: string, failure: Error): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'connection refused'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'no route to the host'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known'
    case 'ETIMEDOUT':
      return 'the connection timed out'
    case 'ECONNRESET':
      return 'the connection was closed before it was secure'
    default:
      return code === '' ? failure.message : code
  }
}
