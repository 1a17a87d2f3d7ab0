import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** One key for the whole process: a ticket stays good when another scenario is chosen, because the users are the same. */
const processKey = randomBytes(32)

const ticketLife = 2 * 3600
const clockGrace = 300

function sign(text: string, realmOfKeys: string): Buffer {
  const blocks = [0, 1, 2, 3, 4, 5, 6, 7].map((block) =>
    createHmac('sha256', processKey).update(`${realmOfKeys} ${block} ${text}`).digest(),
  )
  return Buffer.concat(blocks) // as long as PVE's RSA signature
}

function isSigned(text: string, signature: string, realmOfKeys: string): boolean {
  const given = Buffer.from(signature, 'base64')
  const wanted = sign(text, realmOfKeys)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const hexTime = (seconds: number): string => seconds.toString(16).toUpperCase().padStart(8, '0')

/** `keys` names the cluster whose keys sign: a node that joins gets other keys, and its old tickets end there. */
export function makeTicket(user: string, seconds: number, keys: string, secret = ''): string {
  const plain = `PVE:${user}:${hexTime(seconds)}`
  return `${plain}::${sign(plain + secret, keys).toString('base64')}`
}

/** The user of a good ticket. `secret` ties a half ticket to the user whose second factor is still missing. */
export function readTicket(ticket: string, now: number, keys: string, secret = ''): string | undefined {
  const [plain, signature] = ticket.split('::')
  if (plain === undefined || signature === undefined || !isSigned(plain + secret, signature, keys)) return undefined
  const [, user, time] = /^PVE:(.+):([0-9A-F]{8})$/.exec(plain) ?? []
  if (user === undefined || time === undefined) return undefined
  const age = now - Number.parseInt(time, 16)
  return age > ticketLife || age < -clockGrace ? undefined : user
}

export function makeCsrf(user: string, seconds: number, keys: string): string {
  const time = hexTime(seconds)
  return `${time}:${csrfHash(user, time, keys)}`
}

const csrfHash = (user: string, time: string, keys: string): string =>
  createHmac('sha256', processKey).update(`csrf ${keys} ${time}:${user}`).digest('base64').replace(/=+$/, '')

export function isCsrf(token: string | undefined, user: string, now: number, keys: string): boolean {
  const [time = '', hash = ''] = token?.split(':') ?? []
  const age = now - Number.parseInt(time, 16)
  return hash === csrfHash(user, time, keys) && age <= ticketLife && age >= -clockGrace
}
