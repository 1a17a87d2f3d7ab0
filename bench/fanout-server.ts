import { createServer, type ServerResponse } from 'node:http'
import { createInterface } from 'node:readline'
import type { LiveMessage } from '@steward/contracts'
import { createHub } from '../apps/bff/src/live/hub.ts'

/** One side of the fan-out benchmark: `hub` is the product's, `bare` writes the same bytes to each response. */
const kind = process.argv[2] ?? 'bare'
const message: LiveMessage = {
  type: 'patch',
  collection: 'guests',
  patch: {
    from: 1,
    version: 2,
    readAt: 3,
    added: [],
    removed: [],
    changed: Array.from({ length: 50 }, (_, index) => ({ id: String(100 + index), cpu: 0.42, memory: 1_234_567_890 })),
  },
}
const bytes = Buffer.from(`data: ${JSON.stringify(message)}\n\n`)
const hub = createHub()
const bare: ServerResponse[] = []

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (kind === 'hub')
    hub.open(response, { group: 'bench', session: 's', person: null, hello: { type: 'read', readAt: 0 } })
  else {
    response.write('data: {}\n\n')
    bare.push(response)
  }
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`)
})

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'size') return console.log(String(bytes.length))
  console.log(String(performance.timeOrigin + performance.now()))
  if (kind === 'hub') hub.publish('bench', message)
  else for (const response of bare) response.write(bytes)
})
