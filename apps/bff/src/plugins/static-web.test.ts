import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { installStaticWeb } from './static-web.ts'

test('addresses of pages get the start page, also where a name has a dot; missing files and calls do not', async () => {
  const webDir = mkdtempSync(join(tmpdir(), 'steward-web-'))
  mkdirSync(join(webDir, 'assets'))
  writeFileSync(join(webDir, 'index.html'), 'the page')
  const app = Fastify()
  await installStaticWeb(app, webDir)
  const get = async (url: string) => (await app.inject({ method: 'GET', url })).statusCode
  for (const page of ['/', '/sign-in', '/c/home/storage/alder/backup.nas', '/c/home/guests?q=a.b'])
    expect(await get(page), page).toBe(200)
  for (const none of ['/assets/gone.js', '/gone.png', '/api/gone']) expect(await get(none), none).toBe(404)
  await app.close()
})
