import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isPve, UsageError } from '../options.ts'
import { listen } from '../protocol/listener.ts'
import { scenarios } from '../scenarios/index.ts'
import type { Simulator } from '../simulator.ts'
import { applyEvent } from './events.ts'
import { dumpWorld } from './dump.ts'
import { programs } from '../shell/programs.ts'
import { fieldsOf, isDescription, listOf, numberOf, textOf, type Fields } from './input.ts'
import { patchWorld } from './patch.ts'

type Route = (simulator: Simulator, body: Fields) => unknown

const routes: Readonly<Record<string, Route>> = {
  'GET /state': (simulator) => ({
    ...simulator.ready(),
    now: simulator.world.now() / 1000,
    scenarios: Object.keys(scenarios),
  }),
  'POST /scenario': changeScenario,
  'POST /time/advance': async (simulator, body) => {
    await simulator.world.scheduler.advance(numberOf(body, 'seconds') ?? 0)
    return { now: simulator.world.now() / 1000 }
  },
  'POST /event': (simulator, body) => applyEvent(simulator, body),
  'POST /shell': runProgram,
  'GET /requests': (simulator) => simulator.log.report(),
  'POST /requests/reset': (simulator) => {
    simulator.log.reset()
    return { ok: true }
  },
  'GET /world': (simulator) => dumpWorld(simulator.world),
  'POST /world': changeWorld,
}

/** Asked by the stand-ins in a node's shell. */
function runProgram(simulator: Simulator, body: Fields): unknown {
  const node = simulator.world.nodes.get(textOf(body, 'node') ?? '')
  const program = programs[textOf(body, 'program') ?? '']
  if (!node || !program) throw new UsageError('There is no such node or program.')
  return program(simulator.world, node, listOf(body, 'words').map(String))
}

function changeScenario(simulator: Simulator, body: Fields): Promise<object> {
  const name = textOf(body, 'name') ?? simulator.world.scenario
  if (!scenarios[name]) throw new UsageError(`There is no scenario "${name}".`)
  const pve = textOf(body, 'pve')
  return simulator.change(name, {
    speed: numberOf(body, 'speed'),
    pve: pve !== undefined && isPve(pve) ? pve : undefined,
  })
}

/** `world`: a whole new one. Anything else is written into the present one. */
async function changeWorld(simulator: Simulator, body: Fields): Promise<object> {
  const description = body.world
  if (isDescription(description)) {
    const pve = textOf(body, 'pve')
    const more = { speed: numberOf(body, 'speed'), pve: pve !== undefined && isPve(pve) ? pve : undefined, description }
    return simulator.change(textOf(body, 'name') ?? 'given', more)
  }
  patchWorld(simulator.world, body)
  return { ok: true }
}

async function serve(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const route = routes[`${request.method ?? ''} ${path}`]
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    if (!route)
      return reply(response, 404, {
        error: `There is no ${request.method ?? ''} ${path}. There are: ${Object.keys(routes).join(', ')}.`,
      })
    reply(response, 200, await route(simulator, fieldsOf(text === '' ? {} : JSON.parse(text))))
  } catch (error) {
    reply(response, error instanceof UsageError || error instanceof SyntaxError ? 400 : 500, {
      error: error instanceof Error ? error.message : String(error),
    })
  }
}

function reply(response: ServerResponse, status: number, data: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(data ?? null))
}

/** Plain HTTP and loopback only: whoever can reach it can move the world. */
export async function startControl(simulator: Simulator, port: number): Promise<void> {
  const server = createServer((request, response) => void serve(simulator, request, response))
  try {
    simulator.control = `http://127.0.0.1:${await listen(server, port)}`
  } catch {
    throw new UsageError(`Port ${port} for control is taken. Choose another --control-port, or none for a free one.`)
  }
}
