import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

/** The other side of the list benchmark: a Fastify route that sends the bytes of a file. */
const body = readFileSync(process.argv[2] ?? '')
const app = Fastify()
app.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
