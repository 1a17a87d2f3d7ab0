import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { connect } from 'node:tls'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { sql, type Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { openDatabase } from './store/database.ts'
import { auditLog } from './store/audit.ts'
import { migrations } from './store/schema.ts'
import { openSeal } from './store/seal.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'steward-process-'))

/** Runs the very start command until it ends by itself, or says that it listens. */
function run(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', STEWARD_LOG_LEVEL: 'warn', ...env },
  })
  let output = ''
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return new Promise((settle) => {
    const stop = () => {
      child.kill('SIGTERM')
      return ended
    }
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('enter this code') && /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.test(output))
        settle({ code: null, output, stop })
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    void ended.then((code) => settle({ code, output, stop }))
  })
}

test('the first start prints an address and a code, and ends cleanly on SIGTERM', async () => {
  const started = await run({ STEWARD_DATA_DIR: folder(), STEWARD_PORT: '0' })
  expect(started.output).toMatch(/Steward is at http:\/\/127\.0\.0\.1:\d+/)
  expect(await started.stop()).toBe(0)
})

test('with TLS of its own it shows a certificate that is made once and kept', async () => {
  const dataDir = folder()
  const seen: string[] = []
  for (let round = 0; round < 2; round += 1) {
    const started = await run({ STEWARD_DATA_DIR: dataDir, STEWARD_PORT: '0', STEWARD_TLS: 'own' })
    const port = Number(/https:\/\/127\.0\.0\.1:(\d+)/.exec(started.output)?.[1])
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    await new Promise((done) => socket.once('secureConnect', done))
    const certificate = socket.getPeerX509Certificate()
    seen.push(certificate?.fingerprint256 ?? '')
    expect(certificate?.subjectAltName).toContain('127.0.0.1')
    socket.destroy()
    expect(await started.stop()).toBe(0)
  }
  expect(seen[0]).not.toBe('')
  expect(seen[0]).toBe(seen[1])
})

test('a port in use is a sentence that says what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const ended = await run({ STEWARD_DATA_DIR: folder(), STEWARD_PORT: String(port) })
  server.close()
  expect(ended.code).toBe(1)
  expect(ended.output).toContain(`Port ${port} on 127.0.0.1 is already in use`)
  expect(ended.output).not.toContain('    at ')
})

test('a data folder that is a file is a sentence that says what to do', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, 'not a folder')
  chmodSync(file, 0o600)
  const ended = await run({ STEWARD_DATA_DIR: file, STEWARD_PORT: '0' })
  expect(ended).toMatchObject({ code: 1 })
  expect(ended.output).toContain('STEWARD_DATA_DIR')
})

test('a damaged database and one of a newer version are refused untouched', async () => {
  const damaged = folder()
  writeFileSync(join(damaged, 'steward.db'), 'this is no database at all, and long enough to be looked at '.repeat(20))
  await expect(openDatabase(damaged)).rejects.toThrow(/cannot be opened/)

  const newer = folder()
  const database = await openDatabase(newer)
  await database.destroy()
  const sqlite = new SQLite(join(newer, 'steward.db'))
  sqlite.prepare("insert into kysely_migration (name, timestamp) values ('9999-future', '2030')").run()
  sqlite.close()
  await expect(openDatabase(newer)).rejects.toThrow(/newer Steward/)
})

test('an older database is backed up before it is changed', async () => {
  const dataDir = folder()
  await (await openDatabase(dataDir)).destroy()
  const later = {
    ...migrations,
    '9999-later': {
      up: async (db: Kysely<never>) => void (await sql`create table later (id integer) strict`.execute(db)),
    },
  }
  await (await openDatabase(dataDir, later)).destroy()
  expect(readdirSync(dataDir)).toContain('steward.db.before-9999-later')
  const backup = new SQLite(join(dataDir, 'steward.db.before-9999-later'), { readonly: true })
  expect(backup.prepare("select count(*) from sqlite_master where name = 'later'").pluck().get()).toBe(0)
  backup.close()
})

test('settings that cannot be used are refused with their name', () => {
  expect(() => readConfig({ STEWARD_PORT: '99999' })).toThrow('STEWARD_PORT')
  expect(() => readConfig({ STEWARD_HOST: '0.0.0.0', STEWARD_TLS: 'off' })).toThrow('STEWARD_TRUSTED_PROXY')
  expect(() => readConfig({ STEWARD_PVE_URL: 'http://pve:8006' })).toThrow('STEWARD_PVE_URL')
  expect(() => readConfig({ STEWARD_DEMO_CONTROL_URL: 'http://10.0.0.1:1' })).toThrow('this machine')
  expect(readConfig({ STEWARD_HOST: '0.0.0.0' }).tls).toEqual({ mode: 'own' })
  expect(readConfig({ STEWARD_HOST: '0.0.0.0', STEWARD_TRUSTED_PROXY: '10.0.0.2' }).tls).toEqual({ mode: 'off' })
})

test('what is sealed opens only for its own purpose', () => {
  const seal = openSeal(folder(), null)
  const sealed = seal.seal('secret', 'a')
  expect(sealed).not.toContain(createHash('sha256').update('secret').digest('base64'))
  expect(seal.open(sealed, 'a')).toBe('secret')
  expect(() => seal.open(sealed, 'b')).toThrow()
})

test('the audit log notices a row that was changed or taken out', async () => {
  const dataDir = folder()
  const database = await openDatabase(dataDir)
  const audit = auditLog(database)
  const entry = {
    at: 1,
    cluster: null,
    user: 'root@pam',
    address: '::1',
    action: 'test',
    calls: [],
    outcome: 'done' as const,
    detail: '',
  }
  await Promise.all([1, 2, 3].map((at) => audit.append({ ...entry, at })))
  expect((await audit.check()).firstBroken).toBeNull()
  await database.updateTable('audit').set({ user: 'somebody' }).where('seq', '=', 2).execute()
  expect((await audit.check()).firstBroken).toBe(2)
  await database.deleteFrom('audit').where('seq', '=', 2).execute()
  expect((await audit.check()).firstBroken).toBe(3)
  await database.destroy()
})
