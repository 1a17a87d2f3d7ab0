import { request } from 'node:https'
import { fieldsOf, textOf, type Fields } from './control/input.ts'
import { Simulator } from './simulator.ts'
import type { PveVersion, WorldDescription } from './world/description.ts'
import type { World } from './world/world.ts'

export interface Reply {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** What stands under `data`. */
  readonly data: unknown
  readonly body: Fields
}

export interface Question {
  readonly node?: string
  readonly form?: Readonly<Record<string, string | number>> | string
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** `token`: the reading token; `root`, `lena@pve` …: a ticket of that person; `none`. */
  readonly as?: string
}

/** A simulator of its own for one test, asked over HTTPS like a stranger. Its time runs fifty times as fast. */
export class TestBench {
  readonly simulator: Simulator
  readonly #tickets = new Map<string, { ticket: string; csrf: string }>()

  constructor(simulator: Simulator) {
    this.simulator = simulator
  }

  get world(): World {
    return this.simulator.world
  }

  advance(seconds: number): Promise<void> {
    return this.world.scheduler.advance(seconds)
  }

  async ask(method: string, path: string, question: Question = {}): Promise<Reply> {
    const body = question.json === undefined ? formText(question.form) : JSON.stringify(question.json)
    const headers: Record<string, string> = {
      ...(await this.#credentials(question.as ?? 'token')),
      ...question.headers,
    }
    if (body !== undefined) {
      headers['Content-Type'] ??= question.json === undefined ? 'application/x-www-form-urlencoded' : 'application/json'
      headers['Content-Length'] ??= String(Buffer.byteLength(body))
    }
    return this.#send(method, path, { headers, body, node: question.node })
  }

  async login(username: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.ask('POST', '/access/ticket', { as: 'none', form: { username, password: 'steward-demo', ...more } })
  }

  async #credentials(who: string): Promise<Record<string, string>> {
    if (who === 'none') return {}
    if (who === 'token') return { Authorization: `PVEAPIToken=${this.simulator.ready().readingToken}` }
    if (who.includes('!')) return { Authorization: `PVEAPIToken=${who}` }
    const userid = who === 'root' ? 'root@pam' : who
    const known = this.#tickets.get(userid) ?? (await this.#ticket(userid))
    return { Cookie: `PVEAuthCookie=${encodeURIComponent(known.ticket)}`, CSRFPreventionToken: known.csrf }
  }

  async #ticket(userid: string): Promise<{ ticket: string; csrf: string }> {
    const data = fieldsOf((await this.login(userid)).data)
    const ticket = textOf(data, 'ticket') ?? ''
    const csrf = textOf(data, 'CSRFPreventionToken') ?? ''
    this.#tickets.set(userid, { ticket, csrf })
    return { ticket, csrf }
  }

  #send(
    method: string,
    path: string,
    given: { headers: Record<string, string>; body: string | undefined; node: string | undefined },
  ): Promise<Reply> {
    const { nodes } = this.simulator.ready()
    const port = (nodes.find((node) => node.name === given.node) ?? nodes[0])?.port
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path: `/api2/json${path}`,
          headers: given.headers,
          agent: false,
          rejectUnauthorized: false,
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            const body = fieldsOf(text === '' ? {} : JSON.parse(text))
            const { statusCode: status = 0, statusMessage: reason = '' } = response
            resolve({ status, reason, headers: response.headers, text, data: body.data ?? null, body })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(given.body)
    })
  }
}

function formText(form: Question['form']): string | undefined {
  if (form === undefined || typeof form === 'string') return form
  return new URLSearchParams(
    Object.entries(form).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
}

export interface BenchOptions {
  readonly scenario?: string
  readonly pve?: PveVersion
  readonly speed?: number
  readonly description?: WorldDescription
}

export async function testBench(options: BenchOptions = {}): Promise<TestBench> {
  const { scenario = 'home-lab', pve = '9.2', speed = 50 } = options
  const simulator = new Simulator({ scenario, pve, speed, port: 0, controlPort: 0 })
  await simulator.start()
  if (options.description) await simulator.change('given', { description: options.description })
  return new TestBench(simulator)
}
