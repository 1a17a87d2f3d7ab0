import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { type AllowTarget, ConnectFailure, guardedLookup, toConnectFailure } from './connector.ts'
import { checkEndpoint } from './endpoint.ts'
import { PveError } from './errors.ts'
import { cleanText } from './text.ts'

export type ProbedCertificate = {
  subject: string
  issuer: string
  /** ISO 8601 */
  validFrom: string
  validTo: string
  /** SHA-256 as 'AA:BB:…' */
  fingerprint: string
  altNames: string[]
  selfSigned: boolean
  /** The system trusts it for this host: no pin is needed. */
  trustedBySystem: boolean
}

/**
 * Looks at the certificate that an address shows. Sends no request, only the TLS handshake, and ends the connection.
 *
 * @throws PveError of kind unreachable, timeout, target-refused; bad-request for an address that is none.
 */
export async function probeCertificate(options: {
  host: string
  port: number
  timeoutMs?: number
  allowTarget?: AllowTarget
}): Promise<ProbedCertificate> {
  const fail = (failure: ConnectFailure): PveError =>
    new PveError({
      kind: failure.kind,
      reason: failure.message,
      call: 'probeCertificate',
      path: '',
      retryable: failure.kind !== 'target-refused',
    })
  try {
    return await probe(options)
  } catch (failure) {
    if (failure instanceof TypeError)
      throw new PveError({ kind: 'bad-request', reason: failure.message, call: 'probeCertificate', path: '' })
    throw fail(toConnectFailure(failure instanceof Error ? failure : new Error(String(failure))))
  }
}

function probe(options: {
  host: string
  port: number
  timeoutMs?: number
  allowTarget?: AllowTarget
}): Promise<ProbedCertificate> {
  const { allowTarget, timeoutMs = 5_000 } = options
  const { host, port } = checkEndpoint({ name: '', host: options.host, port: options.port, fingerprint: null })
  if (allowTarget && isIP(host) && !allowTarget(host))
    throw new ConnectFailure('target-refused', 'connections to this address are not allowed')
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      // Verification runs all the same and its verdict is read from `authorized`; it must only not end the handshake.
      rejectUnauthorized: false,
      ...(!isIP(host) && { servername: host }),
      ...(allowTarget && { lookup: guardedLookup(allowTarget) }),
    })
    const timer = setTimeout(() => {
      reject(new ConnectFailure('timeout', 'no connection within the time limit'))
      socket.destroy()
    }, timeoutMs)
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new ConnectFailure('unreachable', 'the connection was closed before it was secure'))
    })
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      const seen = readCertificate(socket)
      if (seen) resolve(seen)
      else reject(new ConnectFailure('unreachable', 'the server shows no certificate'))
      socket.destroy()
    })
  })
}

function readCertificate(socket: TLSSocket): ProbedCertificate | null {
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return null
  return {
    // Names in a certificate are whatever its maker wrote.
    subject: cleanText(certificate.subject ?? '', 500),
    issuer: cleanText(certificate.issuer ?? '', 500),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
    altNames: altNames(certificate.subjectAltName ?? ''),
    selfSigned: certificate.checkIssued(certificate),
    trustedBySystem: socket.authorized,
  }
}

/** 'DNS:pve1, IP Address:10.0.0.1' → ['pve1', '10.0.0.1'] */
const altNames = (names: string): string[] =>
  names === '' ? [] : names.split(', ').map((name) => cleanText(name.replace(/^[A-Za-z ]+:/, ''), 255))
