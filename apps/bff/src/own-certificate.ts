import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { ConfigError, type Config } from './config.ts'

/** The certificate this server shows: files that were given, or one of its own that is made once and kept. */
export async function serverTls(config: Config): Promise<{ cert: string; key: string } | null> {
  const { tls } = config
  if (tls.mode === 'off') return null
  if (tls.mode === 'files') return { cert: readPem(tls.certFile), key: readPem(tls.keyFile) }
  const certFile = join(config.dataDir, 'steward-cert.pem')
  const keyFile = join(config.dataDir, 'steward-key.pem')
  if (!existsSync(certFile) || !existsSync(keyFile)) {
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map((item) => item.address.split('%')[0] ?? '')
    const names = [hostname(), 'localhost']
    const made = await generate([{ name: 'commonName', value: hostname() }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + 825 * 86_400_000),
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            ...names.map((value) => ({ type: 2 as const, value })),
            ...addresses.map((ip) => ({ type: 7 as const, ip })),
          ],
        },
      ],
    })
    writeFileSync(keyFile, made.private, { mode: 0o600 })
    writeFileSync(certFile, made.cert)
  }
  return { cert: readPem(certFile), key: readPem(keyFile) }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`The certificate file ${file} cannot be read. Check the path and its permissions.`)
  }
}
