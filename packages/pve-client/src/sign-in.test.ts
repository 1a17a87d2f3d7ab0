import { expect, it, onTestFinished } from 'vitest'
import { answerTfa, challengeMethods, renewTicket, signIn } from './sign-in.ts'
import { ok, refuse, startServer, type Answer } from './testing/server.ts'
import { createTransport } from './transport.ts'

const ticketReply = {
  username: 'root@pam',
  ticket: 'PVE:root@pam:6B02FE00::c2ln',
  CSRFPreventionToken: '6B02FE00:csrf',
  cap: { vms: { 'VM.Audit': 1 }, dc: { 'Sys.Audit': 1 } },
  clustername: 'home',
}
const half = (challenge: object): string => `PVE:!tfa!${encodeURIComponent(JSON.stringify(challenge))}:6B02FE00::c2ln`

async function setUp(answer: Answer) {
  const server = await startServer('pve1', answer)
  const transport = createTransport({ endpoints: [server.endpoint], now: () => 1_700_000_000_000 })
  onTestFinished(() => transport.close())
  return { server, transport }
}

it('gets a ticket for a password', async () => {
  const { server, transport } = await setUp(ok(ticketReply))
  const result = await signIn(transport, { username: 'root', realm: 'pam', password: 'a b&c;d=e' })
  expect(result).toEqual({
    kind: 'ticket',
    auth: { kind: 'ticket', ticket: 'PVE:root@pam:6B02FE00::c2ln', csrf: '6B02FE00:csrf' },
    username: 'root@pam',
    cap: { vms: { 'VM.Audit': 1 }, dc: { 'Sys.Audit': 1 } },
    clusterName: 'home',
    at: 1_700_000_000_000,
  })
  expect(server.seen[0]?.body).toBe('username=root&realm=pam&password=a%20b%26c%3Bd%3De&new-format=1')
  expect(server.seen[0]?.headers.cookie).toBeUndefined()
})

it('asks for the second factor and answers it in `password`', async () => {
  const challenge = half({ totp: true, recovery: [1, 2], webauthn: { challenge: 'x' } })
  const { server, transport } = await setUp(
    ok({ username: 'root@pam', ticket: challenge, NeedTFA: 1, CSRFPreventionToken: 'x' }),
  )
  const first = await signIn(transport, { username: 'root', realm: 'pam', password: 'x' })
  expect(first).toEqual({ kind: 'tfa', challenge, methods: ['totp', 'recovery', 'webauthn'], username: 'root@pam' })
  server.answer = ok(ticketReply)
  const second = await answerTfa(transport, { username: 'root@pam', challenge, method: 'totp', response: '123456' })
  expect(second.kind).toBe('ticket')
  const sent = new URLSearchParams(server.seen[1]?.body)
  expect(Object.fromEntries(sent)).toEqual({
    username: 'root@pam',
    password: 'totp:123456',
    'tfa-challenge': challenge,
    'new-format': '1',
  })
})

it('renews with the ticket as password', async () => {
  const { server, transport } = await setUp(ok({ ...ticketReply, clustername: undefined }))
  const auth = { kind: 'ticket', ticket: 'PVE:root@pam:old', csrf: 'x' } as const
  expect((await renewTicket(transport, auth, 'root@pam')).clusterName).toBeNull()
  expect(server.seen[0]?.body).toBe('username=root%40pam&password=PVE%3Aroot%40pam%3Aold&new-format=1')
})

it('is refused once, and does not try another node', async () => {
  const { server, transport } = await setUp(
    refuse(401, 'authentication failure', { data: null, message: 'authentication failure\n' }),
  )
  await expect(signIn(transport, { username: 'root', realm: 'pam', password: 'wrong-password' })).rejects.toMatchObject(
    {
      kind: 'unauthorized',
      reason: 'authentication failure',
      retryable: false,
    },
  )
  expect(server.seen).toHaveLength(1)
})

it('is not sent again when the connection dies: a one-time code may be used up', async () => {
  const { server, transport } = await setUp((_, __, request) => request.socket.destroy())
  await expect(signIn(transport, { username: 'root', realm: 'pam', password: 'x' })).rejects.toMatchObject({
    kind: 'reset',
  })
  expect(server.seen).toHaveLength(1)
})

it('reads which factors a challenge offers', () => {
  expect(challengeMethods(half({ totp: true }))).toEqual(['totp'])
  expect(challengeMethods(half({ totp: false, recovery: 'unavailable', u2f: {}, yubico: true }))).toEqual([
    'u2f',
    'yubico',
  ])
  expect(challengeMethods(half({ recovery: [] }))).toEqual([])
  expect(challengeMethods('PVE:!tfa!{"totp"%3Atrue}:6B02FE00::sig')).toEqual(['totp'])
  for (const bad of ['', 'PVE', 'PVE:!tfa!%zz:1::', 'PVE:!tfa!null:1::']) expect(challengeMethods(bad)).toEqual([])
})
