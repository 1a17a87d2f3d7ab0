import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GuestRow, RunPlan, RunReply, RunRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { endWithUs } from '../../../../tools/end-with-us.ts'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import { environmentOf, eventually } from '../testing/steward.ts'

const running = new Set<ChildProcess>()

/**
 * The process itself, ended by SIGKILL while runs are under way: at the next start they are taken up, nothing is sent
 * twice, and each ends with what PVE shows.
 */
test.each([20, 150, 400, 800, 1500])(
  'killed %i ms after the start of many runs, nothing is lost or done twice',
  async (ms) => {
    const simulator = await startSimulator(['--scenario', 'healthy', '--speed', '5'])
    const dataDir = mkdtempSync(join(tmpdir(), 'steward-kill-'))
    try {
      const first = await startProcess(simulator, dataDir)
      const guests = await eventually(async () => {
        const rows = (await first.ask<{ rows: GuestRow[] }>('/guests')).rows
        return rows.length > 0 ? rows : null
      }, 'the guests')
      const chosen = guests.filter((row) => row.state === 'running' && row.ha === null && row.lock === null).slice(0, 6)
      const wanted = {
        runbook: 'many',
        input: {
          perNode: 2,
          runs: chosen.map(({ vmid }) => ({ runbook: 'guest-power', input: { vmid, action: 'stop' } })),
        },
      }
      const { hash } = await first.ask<RunPlan>('/runs/plan', wanted)
      const { id } = await first.ask<{ id: number }>('/runs', { ...wanted, hash, key: randomUUID() })
      await new Promise((done) => setTimeout(done, ms))
      await first.kill()

      const second = await startProcess(simulator, dataDir)
      const run = await eventually(async () => {
        const reply = await second.ask<RunReply>(`/runs/${id}`)
        return reply.endedAt !== null ? reply : null
      }, 'the runs to end after the restart')
      const broken = run.runs.find((part) => part.state !== 'succeeded')
      const told = broken ? JSON.stringify(await second.ask<RunReply>(`/runs/${broken.id}`)) : ''
      expect(run.state, told).toBe('succeeded')
      expect(run.runs.map((part: RunRow) => part.state)).toEqual(chosen.map(() => 'succeeded'))
      const { tasks } = await simulator.ask<{ tasks: { type: string; id: string; authid: string }[] }>('/world')
      for (const { vmid } of chosen) {
        const stops = tasks.filter(
          (task) => /^(qm|vz)stop$/.test(task.type) && task.id === String(vmid) && task.authid === 'root@pam',
        )
        expect(stops, `stops of ${vmid}`).toHaveLength(1)
      }
      await second.kill()
    } finally {
      await simulator.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
)

async function startProcess(simulator: Simulator, dataDir: string) {
  const tokenFile = join(dataDir, 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      STEWARD_LOG_LEVEL: 'error',
      STEWARD_DATA_DIR: dataDir,
      STEWARD_PORT: '0',
      ...environmentOf(simulator, tokenFile),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(child)
  running.add(child)
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((found, failed) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /Steward is at (\S+)/.exec(output)?.[1]
      if (address) found(address)
    })
    void gone.then(() => failed(new Error(`Steward ended: ${output}`)))
  })
  const send = (path: string, body: unknown, cookie: string) =>
    fetch(`${url}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'x-steward': '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const account = { cluster: 'cluster', username: 'root', realm: 'pam', password: 'steward-demo' }
  const signedIn = await send('/session/sign-in', account, '')
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return {
    async ask<T>(path: string, body?: unknown): Promise<T> {
      const response = await send(`/clusters/cluster${path}`, body, cookie)
      const text = await response.text()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
      return JSON.parse(text) as T
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
