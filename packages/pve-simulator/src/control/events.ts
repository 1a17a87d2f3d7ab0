import { UsageError } from '../options.ts'
import type { Simulator } from '../simulator.ts'
import type { GarbageKind } from './disturbances.ts'
import { numberOf, textOf, type Fields } from './input.ts'
import { worldEvents } from './world-events.ts'

type Event = (simulator: Simulator, body: Fields) => unknown

const kinds: readonly GarbageKind[] = ['half', 'huge', 'not-json', 'html', 'slow', 'reset']

/** Spoilt answers and delays: what a client must survive although PVE does not do it. */
const clientEvents: Readonly<Record<string, Event>> = {
  latency: ({ disturbances }, body) => {
    const ms = numberOf(body, 'ms') ?? 0
    if (ms === 0) disturbances.latencies = []
    else disturbances.latencies.push({ ms, node: textOf(body, 'node'), path: textOf(body, 'path') })
  },
  'ssh-host-key-renew': (simulator, body) => simulator.renewSshKey(textOf(body, 'node') ?? ''),
  garbage: ({ disturbances }, body) => {
    const kind = kinds.find((one) => one === textOf(body, 'kind'))
    if (kind === undefined) disturbances.garbage = []
    else disturbances.garbage.push({ kind, path: textOf(body, 'path') ?? '/', node: textOf(body, 'node') })
  },
}

export async function applyEvent(simulator: Simulator, body: Fields): Promise<object> {
  const type = textOf(body, 'type') ?? ''
  const ofClient = clientEvents[type]
  const ofWorld = worldEvents[type]
  if (ofClient) await ofClient(simulator, body)
  else if (ofWorld) await ofWorld(simulator.world, body)
  else
    throw new UsageError(
      `There is no event "${type}". There are: ${[...Object.keys(worldEvents), ...Object.keys(clientEvents)].join(', ')}.`,
    )
  return { ok: true }
}
