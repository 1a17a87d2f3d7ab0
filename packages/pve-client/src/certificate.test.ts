import { expect, it } from 'vitest'
import { probeCertificate } from './certificate.ts'
import { startServer } from './testing/server.ts'

it('reads a certificate without sending a byte', async () => {
  const server = await startServer('pve1')
  const seen = await probeCertificate({ host: '127.0.0.1', port: server.port })
  expect(seen).toMatchObject({
    subject: 'CN=pve-test',
    issuer: 'CN=pve-test',
    fingerprint: server.fingerprint,
    altNames: ['127.0.0.1', 'pve1'],
    selfSigned: true,
    trustedBySystem: false,
  })
  expect(Date.parse(seen.validTo)).toBeGreaterThan(Date.now())
  await server.stop()
  expect(server.bytes()).toBe(0)
})

it('says why it could not', async () => {
  const server = await startServer('pve1')
  await expect(
    probeCertificate({ host: '127.0.0.1', port: server.port, allowTarget: () => false }),
  ).rejects.toMatchObject({ kind: 'target-refused' })
  await expect(
    probeCertificate({ host: 'localhost', port: server.port, allowTarget: () => false }),
  ).rejects.toMatchObject({ kind: 'target-refused' })
  await expect(probeCertificate({ host: 'http://x', port: 80 })).rejects.toMatchObject({ kind: 'bad-request' })
  await server.stop()
  await expect(probeCertificate({ host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
    kind: 'unreachable',
  })
})
