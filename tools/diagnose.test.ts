import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asJson, asText } from './diagnose/print.ts'
import { safeText } from './diagnose/safe-text.ts'
import { startSimulator, type Simulator } from './start-simulator.ts'

type Run = { code: number | null; out: string; err: string }
type Told = { findings: { rule: string; severity: string; title: string; folded: { rule: string }[] }[] }

const folder = mkdtempSync(join(tmpdir(), 'steward-diagnose-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** The command as a process of its own: its exit status is what scripts rely on. */
const run = (args: readonly string[]) =>
  new Promise<Run>((done) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'diagnose.ts'), ...args],
      { maxBuffer: 1e8 },
      (_, out, err) => done({ code: child.exitCode, out, err }),
    )
  })

function argsFor(simulator: Simulator, token = simulator.readingToken): string[] {
  const [node] = simulator.nodes
  if (!node) throw new Error('the simulated world has no node')
  const url = `https://${node.host}:${node.port}`
  return ['--url', url, '--fingerprint', node.fingerprint, '--token-file', fileOf('token', `${token}\n`)]
}

describe('in a world where all is well', () => {
  let simulator: Simulator
  beforeAll(async () => void (simulator = await startSimulator(['--scenario', 'healthy'])))
  afterAll(() => simulator.stop())

  test('nothing but notices is exit status 0, and what was not checked is told with its reason', async () => {
    const { code, out, err } = await run(argsFor(simulator))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Not checked:')
    expect(out).toContain('only a running Steward knows')
    expect(out).toMatch(/CRITICAL: 0 {2}WARNING: 0/)
  })

  test('--quick says that guests were not looked at', async () => {
    const { out } = await run([...argsFor(simulator), '--quick'])
    expect(out).toContain('only 0 guests are read one by one')
  })

  test('another certificate than the pinned one: nothing is checked, and the offered one is printed', async () => {
    const args = argsFor(simulator)
    args[3] = Array.from({ length: 32 }, () => 'AB').join(':')
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toContain(simulator.nodes[0]?.fingerprint)
    expect(err).toContain('Nothing was sent')
  })

  test('without a pin a certificate that nobody vouches for is offered, not accepted', async () => {
    const [url = '', address = '', , , ...rest] = argsFor(simulator)
    const { code, err } = await run([url, address, ...rest])
    expect(code).toBe(3)
    expect(err).toContain(simulator.nodes[0]?.fingerprint)
  })

  test('a token that PVE refuses: nothing is checked, and it is not printed', async () => {
    const bad = 'steward@pve!reading=00000000-1111-2222-3333-444444444444'
    const { code, out, err } = await run(argsFor(simulator, bad))
    expect(code).toBe(3)
    expect(err).toContain('refuses the token')
    expect(out + err).not.toContain('00000000-1111')
  })

  test('a token file that holds something else, or is not there', async () => {
    const args = argsFor(simulator)
    const other = await run([...args.slice(0, 5), fileOf('other', 'hunter2 is my password')])
    expect(other.code).toBe(3)
    expect(other.out + other.err).not.toContain('hunter2')
    const absent = await run([...args.slice(0, 5), join(folder, 'absent')])
    expect(absent.code).toBe(3)
    expect(absent.err).toContain('ENOENT')
  })
})

describe('when the quorum is lost', () => {
  let simulator: Simulator
  beforeAll(async () => void (simulator = await startSimulator(['--scenario', 'two-nodes-one-down'])))
  afterAll(() => simulator.stop())

  test('it is critical, in the chosen language, with its evidence, and without the token', async () => {
    const { code, out, err } = await run([...argsFor(simulator), '--lang', 'zh-CN', '--evidence'])
    expect({ code, err }).toEqual({ code: 2, err: '' })
    expect(out).toMatch(/严重 .*quorum-lost/)
    expect(out).toContain('votes needed: 2')
    const [, secret = ''] = simulator.readingToken.split('=')
    expect(secret.length).toBeGreaterThan(10)
    expect(out).not.toContain(secret)
  })

  test('--json is JSON, with the consequences under their cause', async () => {
    const { code, out } = await run([...argsFor(simulator), '--json'])
    expect(code).toBe(2)
    const told: Told = JSON.parse(out)
    expect(told.findings.find(({ rule }) => rule === 'quorum-lost')).toMatchObject({
      severity: 'critical',
      title: 'Quorum is lost',
    })
    const folded = told.findings.find(({ rule }) => rule === 'quorum-lost')?.folded.map(({ rule }) => rule)
    expect(folded).toContain('node-offline')
    expect(folded).toContain('task-unconfirmed')
  })

  test('nobody there is no finding', async () => {
    const args = argsFor(simulator)
    args[1] = 'https://127.0.0.1:1'
    const { code, err } = await run(args)
    expect(code).toBe(3)
    expect(err).toContain('Check the address')
  })
})

test('wrong arguments are told before anything is sent', async () => {
  expect((await run([])).code).toBe(3)
  expect((await run(['--nonsense'])).err).toContain('--help')
  const help = await run(['--help'])
  expect(help).toMatchObject({ code: 0, err: '' })
  expect(help.out).toContain('--fingerprint')
})

describe('hostile text', () => {
  const hostile = 'web\u001b]0;owned\u0007\u001b[2J\u009b31m\nCRITICAL\u202Efake\u200b'

  test('no sequence, control character or reordering mark is left', () => {
    expect(safeText(hostile)).toBe('web CRITICAL fake')
    expect(safeText('\u001b]0;never ends')).toBe('')
    expect(safeText('a\u001bcb')).toBe('ab')
  })

  test('neither in a finding’s values nor in its evidence, as text and as JSON', async () => {
    const cause = {
      id: 'node-offline:node/x',
      rule: 'node-offline',
      subject: { kind: 'node', id: hostile },
      severity: 'critical',
      params: { node: hostile, guests: 1, missing: 1 },
      evidence: [{ what: hostile, value: hostile, call: hostile, readAt: null }],
      explains: [],
    } as const
    const judgement = {
      roots: [{ cause, folded: [cause] }],
      outcomes: [{ rule: 'node-offline', state: 'crashed', message: hostile } as const],
    }
    const text = await asText(judgement, { locale: 'en', evidence: true })
    const json = await asJson(judgement, { locale: 'en' })
    for (const shown of [text, json, JSON.stringify(JSON.parse(json))]) {
      expect(shown).toContain('web CRITICAL fake')
      // oxlint-disable-next-line no-control-regex -- control characters are what this pattern is for
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]|owned/)
    }
  })
})
