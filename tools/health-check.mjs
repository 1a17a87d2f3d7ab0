// Asks this container's own server whether it serves. Plain HTTP first where TLS is off, else TLS with the server's own certificate.
import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'

const port = process.env.STEWARD_PORT ?? '8088'
const ask = (get, url, options) =>
  new Promise((done) => {
    const request = get(url, { timeout: 3000, ...options }, (response) => {
      response.resume()
      done(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => done(false))
  })

const healthy =
  // The only thing asked is "do you serve?", on loopback: nothing is sent that a stranger could use.
  (await ask(getSecure, `https://127.0.0.1:${port}/healthz`, { rejectUnauthorized: false })) ||
  (await ask(getPlain, `http://127.0.0.1:${port}/healthz`, {}))
process.exit(healthy ? 0 : 1)
