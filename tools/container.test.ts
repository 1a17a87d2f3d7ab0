import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const stages = dockerfile.split(/^FROM /m).slice(1)
const final = stages.at(-1) ?? ''
const compose: { services: Record<string, Record<string, unknown>>; volumes: Record<string, unknown> } = parse(
  readFileSync(join(root, 'docker-compose.yml'), 'utf8'),
)

describe('the Dockerfile', () => {
  test('names its base by an exact version', () => {
    for (const stage of stages) expect(stage.split('\n')[0]).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim\b/)
  })

  test('runs as somebody else than root, checks its health and keeps its data in a volume', () => {
    expect(final).toMatch(/^USER node$/m)
    expect(final).toMatch(/^HEALTHCHECK /m)
    expect(final).toMatch(/^VOLUME \/data$/m)
    expect(final.indexOf('USER node')).toBeLessThan(final.indexOf('\nCMD'))
  })

  test('carries no secret', () => {
    expect(dockerfile).not.toMatch(/(TOKEN|PASSWORD|SECRET)=\S/i)
  })
})

describe('the compose file', () => {
  test.each(Object.entries(compose.services))('%s has no rights to spare', (_name, service) => {
    expect(service['read_only']).toBe(true)
    expect(service['cap_drop']).toEqual(['ALL'])
    expect(service['security_opt']).toContain('no-new-privileges:true')
    expect(service['privileged']).toBeUndefined()
    expect(JSON.stringify(service)).not.toMatch(/docker\.sock|TOKEN"?:|PASSWORD/i)
  })

  test('the product keeps its data in a named volume, and the demo is a profile', () => {
    expect(compose.services['steward']?.['volumes']).toEqual(['steward-data:/data'])
    expect(compose.volumes).toHaveProperty('steward-data')
    expect(compose.services['demo']?.['profiles']).toEqual(['demo'])
  })
})

test('the start command of the image serves from a production install', async () => {
  const command = /^CMD (\[.*\])$/m.exec(final)?.[1]
  const [program = '', ...args]: string[] = JSON.parse(command ?? '[]')
  expect(program).toBe('node')
  const copy = mkdtempSync(join(tmpdir(), 'steward-image-'))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
  for (const file of files.filter(
    (name) =>
      /^(apps\/bff|packages|tools|package\.json|pnpm-)/.test(name) ||
      /^(apps|bench|e2e|tools)(\/\w+)?\/package\.json$/.test(name),
  )) {
    cpSync(join(root, file), join(copy, file), { recursive: true })
  }
  execFileSync(
    'npx',
    [
      '-y',
      'pnpm@12',
      'install',
      '--prod',
      '--frozen-lockfile',
      '--no-optional',
      '--prefer-offline',
      '--filter',
      '@steward/bff...',
    ],
    { cwd: copy, stdio: 'pipe' },
  )
  const child = spawn(process.execPath, args, {
    cwd: copy,
    env: { PATH: process.env['PATH'], STEWARD_PORT: '0', STEWARD_DATA_DIR: join(copy, 'data') },
  })
  let output = ''
  const url = await new Promise<string>((settle, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /Steward is at (\S+)/.exec(output)
      if (found?.[1]) settle(found[1])
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('exit', () => fail(new Error(output)))
  })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  const check = execFileSync(process.execPath, [join(copy, 'tools/health-check.mjs')], {
    env: { STEWARD_PORT: new URL(url).port },
  })
  expect(check.toString()).toBe('')
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  expect(await gone).toBe(0)
  rmSync(copy, { recursive: true, force: true })
})
