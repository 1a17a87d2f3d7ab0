import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  calls,
  createApi,
  createTransport,
  parseAddress,
  PveError,
  type CallName,
  type PveApi,
  type PveTransport,
} from '@steward/pve-client'
import { startSimulator, type Simulator } from './start-simulator.ts'

/**
 * The reading half of the client against a target: a real node when PVE_TARGET, PVE_FINGERPRINT and PVE_TOKEN are set
 * (docs/lab-check.md), else the simulator. Sends no write, no storage listing and no agent call.
 */
const target = process.env['PVE_TARGET']
/** Without a real node both of the simulated versions are asked, so that nothing is ever skipped. */
const targets = target ? [target] : ['simulated 9.2', 'simulated 8.4']

/** Calls that block a worker for long, or wake something up. */
const left = new Set<CallName>([
  'nodeStorage',
  'storageContent',
  'storageStatus',
  'nodeJournal',
  'agentPing',
  'agentInfo',
  'agentOsinfo',
  'agentFsinfo',
  'agentNetworkInterfaces',
  'lxcInterfaces',
  'taskStatus',
  'taskLog',
  'accessTicket',
])
const isCall = (name: string): name is CallName => name in calls
const reading = Object.keys(calls)
  .filter(isCall)
  .filter((name) => calls[name].method === 'GET' && !left.has(name))

describe.each(targets)('%s', (name) => {
  let simulator: Simulator | null = null
  let transport: PveTransport
  let api: PveApi

  beforeAll(async () => {
    if (target) {
      const address = parseAddress(target)
      transport = createTransport({
        endpoints: [{ name: address.host, ...address, fingerprint: process.env['PVE_FINGERPRINT']?.trim() ?? null }],
      })
      api = createApi(transport, { kind: 'token', token: process.env['PVE_TOKEN'] ?? '' })
      return
    }
    simulator = await startSimulator(['--pve', name.split(' ')[1] ?? '9.2'])
    transport = createTransport({ endpoints: simulator.nodes })
    api = createApi(transport, { kind: 'token', token: simulator.readingToken })
  })
  afterAll(async () => {
    await transport.close()
    await simulator?.stop()
  })

  test('the token is accepted', async () => {
    expect((await api.call('version', {})).data.version).toMatch(/^\d+\.\d+/)
    expect(
      Object.keys((await api.call('accessPermissions', {})).data).length,
      'the token has rights (with privilege separation it needs an ACL of its own)',
    ).toBeGreaterThan(0)
  })

  test('every reading call answers what its schema expects, or says why not', async () => {
    const resources = (await api.call('clusterResources', {})).data
    const node = resources.find((row) => row.type === 'node' && row.status === 'online')?.node ?? ''
    const guest = (kind: string) => resources.find((row) => row.type === kind && row.node === node)?.vmid
    const report: string[] = []
    for (const name of reading)
      report.push(
        `${name}: ${await attempt(api, name, { node, qemu: guest('qemu'), lxc: guest('lxc'), storage: resources.find((row) => row.type === 'storage')?.storage })}`,
      )
    console.info(report.join('\n'))
    expect(report.filter((line) => line.includes('UNEXPECTED'))).toEqual([])
    expect(report.filter((line) => line.endsWith(': ok')).length).toBeGreaterThan(20)
  })
})

type World = { node: string; qemu: number | undefined; lxc: number | undefined; storage: string | undefined }

async function attempt(api: PveApi, name: CallName, world: World): Promise<string> {
  const { path } = calls[name]
  const vmid = path.includes('/lxc/') ? world.lxc : world.qemu
  if (path.includes('{vmid}') && vmid === undefined) return 'no such guest here'
  const args: Record<string, string | number> = {
    node: world.node,
    ...(vmid === undefined ? {} : { vmid }),
    ...(world.storage === undefined ? {} : { storage: world.storage }),
    userid: 'root@pam',
    target: world.node,
    ...required(name),
  }
  const wanted = [...path.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1] ?? '')
  const chosen = Object.fromEntries([...wanted, ...Object.keys(required(name))].map((key) => [key, args[key] ?? '']))
  try {
    await api
      .callRaw({ method: 'GET', path, args: chosen }, { timeoutMs: 35_000 })
      .then((reply) => calls[name].reply.parse(reply.data))
    return 'ok'
  } catch (error) {
    if (error instanceof PveError && ['forbidden', 'not-in-this-version', 'failed', 'bad-request'].includes(error.kind))
      return `${error.kind} (${error.reason})`
    return `UNEXPECTED ${error instanceof Error ? error.message.slice(0, 400) : String(error)}`
  }
}

/** Parameters without which PVE refuses the call. */
function required(name: CallName): Record<string, string> {
  if (name.endsWith('Rrd')) return { timeframe: 'hour' }
  if (name === 'qemuCloudinitDump') return { type: 'user' }
  return {}
}
