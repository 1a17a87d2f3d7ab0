import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** Settings from the environment. This file is the only reader of `process.env`; all else is set in the UI and kept in the store. */
export type Config = {
  host: string
  port: number
  dataDir: string
  logLevel: string
  tls: { mode: 'off' } | { mode: 'own' } | { mode: 'files'; certFile: string; keyFile: string }
  /** Addresses whose X-Forwarded-* headers are believed; with TLS off elsewhere than on loopback, other peers are refused. */
  trustedProxy: string[]
  keyFile: string | null
  /** A connection given by the environment: no set-up code is asked then. */
  pve: { url: URL; fingerprint: string | null; token: string | null } | null
  demoControlUrl: string | null
}

/** A setting that cannot be used. The message says what to do; the process ends with a code other than 0. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = env['STEWARD_HOST'] ?? '127.0.0.1'
  const trustedProxy = (env['STEWARD_TRUSTED_PROXY'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const level = env['STEWARD_LOG_LEVEL'] ?? 'info'
  if (!logLevels.includes(level))
    throw new ConfigError(`STEWARD_LOG_LEVEL is "${level}". Use one of: ${logLevels.join(', ')}.`)
  return {
    host,
    port: portOf(env['STEWARD_PORT'] ?? '8088'),
    dataDir: resolve(env['STEWARD_DATA_DIR'] ?? './data'),
    logLevel: level,
    tls: tlsOf(env['STEWARD_TLS'], host, trustedProxy),
    trustedProxy,
    keyFile: env['STEWARD_KEY_FILE'] ?? null,
    pve: pveOf(env),
    demoControlUrl: demoOf(env['STEWARD_DEMO_CONTROL_URL']),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`STEWARD_PORT is "${text}". It must be a number between 0 and 65535.`)
  return port
}

export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** Off on loopback; elsewhere a certificate of its own, unless a trusted proxy does the TLS. */
function tlsOf(text: string | undefined, host: string, proxies: readonly string[]): Config['tls'] {
  if (text === undefined || text === '')
    return isLoopback(host) || proxies.length > 0 ? { mode: 'off' } : { mode: 'own' }
  if (text === 'own') return { mode: 'own' }
  if (text === 'off') {
    if (isLoopback(host) || proxies.length > 0) return { mode: 'off' }
    throw new ConfigError(
      'STEWARD_TLS=off is only possible on 127.0.0.1 or behind a proxy. Set STEWARD_TRUSTED_PROXY to the address of the proxy, or leave STEWARD_TLS out.',
    )
  }
  const [certFile, keyFile] = text.split(',').map((part) => part.trim())
  if (!certFile || !keyFile)
    throw new ConfigError('STEWARD_TLS must be "own", "off", or two files: certificate.pem,key.pem.')
  return { mode: 'files', certFile, keyFile }
}

function pveOf(env: Readonly<Record<string, string | undefined>>): Config['pve'] {
  const text = env['STEWARD_PVE_URL']
  if (!text) return null
  const url = URL.parse(text)
  if (!url || url.protocol !== 'https:')
    throw new ConfigError(`STEWARD_PVE_URL is "${text}". It must be an address like https://192.0.2.10:8006.`)
  const tokenFile = env['STEWARD_PVE_TOKEN_FILE']
  return {
    url,
    fingerprint: env['STEWARD_PVE_FINGERPRINT'] ?? null,
    token: tokenFile ? readSecret(tokenFile, 'STEWARD_PVE_TOKEN_FILE') : null,
  }
}

/** Reads a one-line secret file; the content never reaches a message. */
function readSecret(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`${setting} names ${file}, which cannot be read (${reasonOf(error)}).`)
  }
}

const reasonOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

function demoOf(text: string | undefined): string | null {
  if (!text) return null
  const url = URL.parse(text)
  if (!url || !isLoopback(url.hostname))
    throw new ConfigError('STEWARD_DEMO_CONTROL_URL must point to this machine (127.0.0.1).')
  return url.origin
}
