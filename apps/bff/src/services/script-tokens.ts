import { createHash } from 'node:crypto'
import { PveError } from '@steward/pve-client'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Cluster, Sight } from '../clusters/cluster.ts'
import { readEyes } from './eyes.ts'
import type { Eyes } from './visibility.ts'

/** What PVE said of a token is believed this long, a refusal too: a script in a loop must not become a storm of 401s. */
const believedMs = 60_000
const maxRemembered = 200
/** New tokens a minute: whoever guesses must not make PVE work. */
const maxNewPerMinute = 20

/**
 * Scripts may read the picture with a PVE token of their own: `Authorization: PVEAPIToken=user@realm!name=secret`.
 * PVE decides whether the token is good and what it may see; Steward remembers that for a minute, by a hash.
 */
export type ScriptTokens = {
  /** The token's sight on this cluster; null when the request carries no token. */
  sight(request: FastifyRequest, cluster: Cluster): Promise<Sight | null>
}

type Remembered = { untilMs: number; eyes: Eyes | null }

export function createScriptTokens(clock: Clock): ScriptTokens {
  const remembered = new Map<string, Remembered>()
  let asked: number[] = []

  async function eyesFor(cluster: Cluster, token: string): Promise<Eyes> {
    const key = createHash('sha256').update(`${cluster.record.id}\n${token}`).digest('hex')
    const held = remembered.get(key)
    if (held && held.untilMs > clock.now()) return held.eyes ?? refuse()
    asked = asked.filter((at) => at > clock.now() - 60_000)
    if (asked.length >= maxNewPerMinute)
      throw new AppError('too-many-requests', 'Too many different tokens in the last minute.')
    asked.push(clock.now())
    if (remembered.size >= maxRemembered) remembered.clear()
    try {
      const user = token.split('!')[0] ?? ''
      const { eyes } = await readEyes(cluster, user, cluster.api({ kind: 'token', token }), clock)
      remembered.set(key, { untilMs: clock.now() + believedMs, eyes })
      return eyes
    } catch (error) {
      if (!(error instanceof PveError) || error.kind !== 'unauthorized') throw error
      remembered.set(key, { untilMs: clock.now() + believedMs, eyes: null })
      return refuse()
    }
  }

  return {
    async sight(request, cluster) {
      const token = /^PVEAPIToken[= ](\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1]
      if (token === undefined) return null
      const sight = cluster.sightWith(await eyesFor(cluster, token))
      if (!sight)
        throw new AppError(
          'signed-out',
          'This cluster is read with each person’s own sign-in; scripts need a cluster with a reading token.',
        )
      return sight
    },
  }
}

function refuse(): never {
  throw new AppError('signed-out', 'PVE does not accept this token.')
}
