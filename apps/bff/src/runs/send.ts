import { PveError, type PveApi } from '@steward/pve-client'
import { PveAway, TicketGone, wireValue, type PveAct, type Sent } from '@steward/runbooks'
import { isDoubtful, wasNotSent, wordsOf } from './errors.ts'

/** Sends one write and says what came of it; a failure that leaves open whether it was done is a doubt, never a retry. */
export async function sendCall(api: PveApi, act: PveAct): Promise<Sent & { status: number | null }> {
  const args = Object.fromEntries(Object.entries(act.parameters).map(([name, value]) => [name, wireValue(value)]))
  try {
    const { data } = await api.callRaw({ method: act.method, path: act.path, args })
    return typeof data === 'string' && data.startsWith('UPID:')
      ? { kind: 'task', upid: data, status: 200 }
      : { kind: 'done', status: 200 }
  } catch (error) {
    if (!(error instanceof PveError)) throw error
    if (error.kind === 'unauthorized') throw new TicketGone(error.reason)
    if (wasNotSent(error)) throw new PveAway(error.reason)
    return { kind: isDoubtful(error) ? 'doubt' : 'refused', words: wordsOf(error), status: error.status }
  }
}
