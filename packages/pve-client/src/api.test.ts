import { describe, expect, it, onTestFinished } from 'vitest'
import { createApi } from './api.ts'
import type { PveAuth } from './auth.ts'
import { PveError } from './errors.ts'
import { type Answer, ok, refuse, startServer } from './testing/server.ts'
import { createTransport } from './transport.ts'

const secret = '01234567-89ab-cdef-0123-456789abcdef'
const token: PveAuth = { kind: 'token', token: `steward@pve!main=${secret}` }
const ticket: PveAuth = { kind: 'ticket', ticket: 'PVE:root@pam:6B02FE00::c2ln/+==', csrf: '6B02FE00:csrf/+' }

async function setUp(answer: Answer, auth: PveAuth | (() => PveAuth) = token) {
  const server = await startServer('pve1', answer)
  const transport = createTransport({ endpoints: [server.endpoint] })
  onTestFinished(() => transport.close())
  return { server, api: createApi(transport, auth) }
}

const failure = async (promise: Promise<unknown>): Promise<PveError> => {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof PveError)) throw new Error(`no PveError but ${String(error)}`)
  return error
}

describe('requests', () => {
  it('carries a token without cookie or CSRF header', async () => {
    const { server, api } = await setUp(ok(null))
    await api.call('taskStop', { node: 'pve1', upid: 'UPID:pve1:00000001:00000002:6B02FE00:vzdump::root@pam:' })
    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'DELETE', body: '' })
    expect(seen?.url).toBe(
      '/api2/json/nodes/pve1/tasks/UPID%3Apve1%3A00000001%3A00000002%3A6B02FE00%3Avzdump%3A%3Aroot%40pam%3A',
    )
    expect(seen?.headers).toMatchObject({ authorization: `PVEAPIToken=steward@pve!main=${secret}` })
    expect(seen?.headers.cookie).toBeUndefined()
    expect(seen?.headers['csrfpreventiontoken']).toBeUndefined()
    expect(seen?.headers['content-length']).toBeUndefined()
  })

  it('carries a ticket as cookie, and its CSRF token with writes only; a renewed one from the next call on', async () => {
    let auth = ticket
    const { server, api } = await setUp(ok([]), () => auth)
    await api.call('nodes')
    auth = { kind: 'ticket', ticket: 'PVE:root@pam:6B030000::bmV3', csrf: 'new' }
    await api.call('userDelete', { userid: 'a@pve' })
    expect(server.seen[0]?.headers).toMatchObject({
      cookie: 'PVEAuthCookie=PVE%3Aroot%40pam%3A6B02FE00%3A%3Ac2ln%2F%2B%3D%3D',
    })
    expect(server.seen[0]?.headers['csrfpreventiontoken']).toBeUndefined()
    expect(server.seen[1]?.headers).toMatchObject({
      cookie: 'PVEAuthCookie=PVE%3Aroot%40pam%3A6B030000%3A%3AbmV3',
      csrfpreventiontoken: 'new',
    })
  })

  it('puts parameters of reads into the query and of writes into a form of known length', async () => {
    const { server, api } = await setUp(ok([]))
    await api.call('nodeTasks', {
      node: 'pve1',
      source: 'active',
      limit: 5,
      errors: true,
      statusfilter: ['ok', 'error'],
    })
    await api.call('aclUpdate', { path: '/', roles: ['PVEAuditor'], tokens: ['steward@pve!main'], propagate: true })
    expect(server.seen[0]?.url).toBe(
      '/api2/json/nodes/pve1/tasks?source=active&limit=5&errors=1&statusfilter=ok%2Cerror',
    )
    expect(server.seen[1]).toMatchObject({
      method: 'PUT',
      body: 'path=%2F&roles=PVEAuditor&tokens=steward%40pve!main&propagate=1',
    })
    expect(server.seen[1]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '63',
    })
    expect(server.seen[1]?.headers['transfer-encoding']).toBeUndefined()
  })

  it('sends a write without parameters with length 0 and without a content type', async () => {
    const { server, api } = await setUp(ok('UPID:pve1:00000001:00000002:6B02FE00:qmstart:100:root@pam:'))
    const { data } = await api.call('qemuStart', { node: 'pve1', vmid: 100 })
    expect(data).toMatch(/^UPID:pve1/)
    expect(server.seen[0]?.headers['content-length']).toBe('0')
    expect(server.seen[0]?.headers['content-type']).toBeUndefined()
  })

  it('makes calls that are not in the table', async () => {
    const { server, api } = await setUp(ok({ anything: 1 }))
    const { data } = await api.callRaw({
      method: 'PUT',
      path: '/nodes/{node}/qemu/{vmid}/config',
      args: { node: 'pve1', vmid: 100, boot: 'order=scsi0;net0' },
    })
    expect(data).toEqual({ anything: 1 })
    expect(server.seen[0]).toMatchObject({
      url: '/api2/json/nodes/pve1/qemu/100/config',
      body: 'boot=order%3Dscsi0%3Bnet0',
    })
  })

  it('refuses arguments before anything is sent', async () => {
    const { server, api } = await setUp(ok(null))
    const wrong = [
      api.call('nodeStatus'),
      api.call('nodeStatus', { node: '../access' }),
      api.call('userCreate', JSON.parse('{"userid":"a@pve","nope":1}')),
      api.call('aclUpdate', { path: '/', roles: ['a,b'] }),
      api.call('nodeTasks', { node: 'pve1', limit: 1.5 }),
    ]
    for (const call of wrong) expect(await failure(call)).toMatchObject({ kind: 'bad-request', status: null })
    expect(server.seen).toHaveLength(0)
  })

  it('refuses a credential that would break out of its header', async () => {
    const { server, api } = await setUp(ok(null), { kind: 'token', token: 'a@pam!x=1\r\nX-Evil: 1' })
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'bad-request' })
    expect(server.seen).toHaveLength(0)
  })
})

describe('replies', () => {
  it('hands on total and changes', async () => {
    const { api } = await setUp(ok([], { total: 7, changes: '--- a\n+++ b' }))
    expect(await api.call('nodeNetwork', { node: 'pve1' })).toMatchObject({
      data: [],
      total: 7,
      changes: '--- a\n+++ b',
      via: 'pve1',
    })
  })

  it('reads numbers, flags and absent keys in one form', async () => {
    const row = {
      id: 'qemu/100',
      type: 'qemu',
      vmid: '100',
      cpu: '0.00',
      template: '1',
      shared: true,
      name: 4711,
      tags: null,
      newKey: {},
    }
    const { api } = await setUp(ok([row]))
    const { data } = await api.call('clusterResources', { type: 'vm' })
    expect(data).toEqual([
      { id: 'qemu/100', type: 'qemu', vmid: 100, cpu: 0, template: 1, shared: 1, name: '4711', tags: undefined },
    ])
  })

  it('names place and value of what it cannot read', async () => {
    const { api } = await setUp(
      ok([
        { id: 'qemu/100', type: 'qemu', vmid: 100 },
        { id: 'qemu/101', type: 'qemu', maxmem: 'lots' },
      ]),
    )
    expect(await failure(api.call('clusterResources'))).toMatchObject({
      kind: 'bad-reply',
      status: 200,
      reason: expect.stringMatching(/^data\[1\]\.maxmem: .*, got "lots"$/),
    })
    const other = await setUp(ok({ uptime: 1, loadavg: ['0.1'] }))
    expect(await failure(other.api.call('nodeStatus', { node: 'pve1' }))).toMatchObject({
      reason: expect.stringMatching(/^data\.pveversion: .*, got nothing$/),
    })
  })

  it.each(['', '<html>\u001b[31mgateway</html>', '{"data":', '[]', '"x"', 'null'])(
    'says what came when it is not PVE: %j',
    async (text) => {
      const { api } = await setUp((_, response) => response.end(text))
      const error = await failure(api.call('version'))
      expect(error).toMatchObject({ kind: 'bad-reply', status: 200 })
      expect(error.reason).toContain(JSON.stringify(text.replace('\u001b', '')))
    },
  )

  it('does not follow redirects', async () => {
    const { api } = await setUp(refuse(301, 'Moved Permanently'))
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'bad-reply', status: 301 })
  })
})

describe('errors', () => {
  it.each([
    [500, 'VM is locked (backup)', '', 'failed', 'VM is locked (backup)'],
    [500, 'first line', { data: null, message: 'first line\nsecond line\n' }, 'failed', 'first line\nsecond line'],
    [401, 'No ticket', '', 'unauthorized', 'No ticket'],
    [
      403,
      'Permission check failed (/, Sys.Audit)',
      { data: null, message: 'Permission check failed (/, Sys.Audit)\n' },
      'forbidden',
      'Permission check failed (/, Sys.Audit)',
    ],
    [501, "Method 'GET /nope' not implemented", '', 'not-in-this-version', "Method 'GET /nope' not implemented"],
    [501, 'for data too large', '', 'bad-request', 'for data too large'],
    [596, 'Connection timed out', '', 'node-unreachable', 'Connection timed out'],
    [500, 'cluster not ready - no quorum?', '', 'no-quorum', 'cluster not ready - no quorum?'],
    [
      500,
      "update storage failed: cfs-lock 'file-storage_cfg' error: no quorum!",
      '',
      'no-quorum',
      "update storage failed: cfs-lock 'file-storage_cfg' error: no quorum!",
    ],
    [
      500,
      "unable to open file '/etc/pve/nodes/pve2/qemu-server/202.conf.tmp.154' - Permission denied",
      '',
      'no-quorum',
      "unable to open file '/etc/pve/nodes/pve2/qemu-server/202.conf.tmp.154' - Permission denied",
    ],
    [500, 'Größe ungültig', '', 'failed', 'Größe ungültig'],
  ] as const)('%i %s', async (...[status, words, body, kind, reason]) => {
    // Node writes status lines as Latin-1; the bytes of UTF-8 are what PVE sends.
    const { api } = await setUp(refuse(status, Buffer.from(words, 'utf8').toString('latin1'), body))
    expect(await failure(api.call('nodeStatus', { node: 'pve2' }))).toMatchObject({
      status,
      kind,
      reason,
      via: 'pve1',
      call: 'nodeStatus',
      path: '/nodes/pve2/status',
    })
  })

  it('names the parameters that were wrong', async () => {
    const { api } = await setUp(
      refuse(400, 'Parameter verification failed.', {
        data: null,
        errors: { userid: 'invalid format - x\n' },
        message: 'Parameter verification failed.\n',
      }),
    )
    expect(await failure(api.call('userCreate', { userid: 'a' }))).toMatchObject({
      kind: 'bad-request',
      fields: { userid: 'invalid format - x' },
      retryable: false,
    })
  })

  it('never shows a secret', async () => {
    const words = `got 'hunter2!' and ${secret}`
    const { api } = await setUp(refuse(400, words, { data: null, errors: { password: words }, message: `${words}\n` }))
    const error = await failure(api.call('userCreate', { userid: 'a@pve', password: 'hunter2!' }))
    expect(error.reason).toBe("got '***' and ***")
    expect(error.fields).toEqual({ password: "got '***' and ***" })
    const shown = `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`
    expect(shown).not.toContain('hunter2!')
    expect(shown).not.toContain(secret)
  })
})
