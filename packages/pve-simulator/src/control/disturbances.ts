import type { ServerResponse } from 'node:http'

export interface Latency {
  readonly ms: number
  readonly node?: string | undefined
  readonly path?: string | undefined
}

export type GarbageKind = 'half' | 'huge' | 'not-json' | 'html' | 'slow' | 'reset'

export interface Garbage {
  readonly kind: GarbageKind
  readonly path: string
  readonly node?: string | undefined
}

const fits = (rule: { node?: string | undefined; path?: string | undefined }, node: string, path: string): boolean =>
  (rule.node === undefined || rule.node === node) && (rule.path === undefined || path.includes(rule.path))

/** Answers that PVE would not give, for tests of a client's nerves. Nothing of this happens unless it is asked for. */
export class Disturbances {
  latencies: Latency[] = []
  garbage: Garbage[] = []

  clear(): void {
    this.latencies = []
    this.garbage = []
  }

  delay(node: string, path: string): Promise<void> {
    const ms = this.latencies.filter((rule) => fits(rule, node, path)).reduce((sum, rule) => sum + rule.ms, 0)
    return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms))
  }

  /** True if the answer has been spoilt already. */
  spoil(node: string, path: string, response: ServerResponse): boolean {
    const rule = this.garbage.find((one) => fits(one, node, path))
    if (!rule) return false
    const json = { 'Content-Type': 'application/json;charset=UTF-8' }
    if (rule.kind === 'reset') response.destroy()
    else if (rule.kind === 'html')
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>Please sign in</body></html>')
    else if (rule.kind === 'not-json') response.writeHead(200, json).end('{"data":[{"id":')
    else if (rule.kind === 'half') half(response)
    else if (rule.kind === 'huge') huge(response)
    else slow(response)
    return true
  }
}

function half(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100_000 })
  response.write('{"data":[')
  setTimeout(() => response.destroy(), 50)
}

function huge(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.write('{"data":"')
  const chunk = 'x'.repeat(1024 * 1024)
  let left = 200
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(chunk)) return void response.once('drain', more)
    }
    response.end('"}')
  }
  more()
}

/** A byte a second, for ever. */
function slow(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(' ')), 1000)
}
