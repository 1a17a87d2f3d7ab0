import type { Clock } from '../clock.ts'
import { seconds } from '../clock.ts'
import type { Registry } from '../clusters/registry.ts'
import { ConfigError, type Config } from '../config.ts'

/** The connection that the environment gives (containers): made or brought up to date at each start; what was learnt stays. */
export async function environmentConnection(registry: Registry, pve: NonNullable<Config['pve']>, clock: Clock) {
  const id = 'cluster'
  const host = pve.url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(pve.url.port || '8006')
  const fingerprint = pve.fingerprint?.toUpperCase() ?? null
  if (fingerprint !== null && !/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(fingerprint))
    throw new ConfigError('STEWARD_PVE_FINGERPRINT must be a SHA-256 fingerprint like AA:BB:… (32 pairs).')
  const endpoint = {
    node: null,
    host,
    port,
    fingerprint,
    from: fingerprint === null ? ('system' as const) : ('person' as const),
  }
  const known = registry.find(id)
  const reading = pve.token === null ? ('sign-in' as const) : ('token' as const)
  if (!known) {
    await registry.add({
      id,
      name: host,
      createdAt: seconds(clock),
      reading,
      token: pve.token,
      madeReader: false,
      endpoints: [endpoint],
    })
    return
  }
  const held = known.record.endpoints.find((item) => item.host === host && item.port === port)
  const others = known.record.endpoints.filter((item) => item !== held)
  await registry.change(id, {
    reading,
    token: pve.token,
    endpoints: [{ ...endpoint, node: held?.node ?? null }, ...others],
  })
}
