import { createHash } from 'node:crypto'
import { join } from 'node:path'
import ssh2, { type ConnectConfig } from 'ssh2'
import { afterEach, describe, expect, test } from 'vitest'
import { startControl } from '../control/server.ts'
import { makeKey } from './keys.ts'
import { Simulator } from '../simulator.ts'

const dispatcher = join(import.meta.dirname, '../../../../apps/bff/src/channel/steward-dispatch.sh')
const { private: privateKey } = makeKey()

let simulator: Simulator
afterEach(() => simulator.stop())

async function open(scenario: string): Promise<void> {
  simulator = new Simulator({ scenario, pve: '9.2', speed: 50, port: 0, controlPort: 0, dispatcher })
  await startControl(simulator, 0)
  await simulator.start()
}
const portOf = (name: string) => simulator.ready().nodes.find((node) => node.name === name)?.sshPort ?? 0

async function run(node: string, command: string, { input = '', config = {} as ConnectConfig } = {}) {
  const client = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject)
    client.connect({ host: '127.0.0.1', port: portOf(node), username: 'root', privateKey, ...config })
  })
  return new Promise<{ status: number; output: string }>((resolve, reject) => {
    client.exec(command, (error, stream) => {
      if (error) return reject(error)
      let output = ''
      let status = -1
      const take = (chunk: Buffer) => (output += chunk.toString())
      stream.on('data', take)
      stream.stderr.on('data', take)
      stream.on('exit', (code: number) => (status = code))
      stream.on('close', () => {
        client.end()
        resolve({ status, output })
      })
      stream.end(input)
    })
  })
}

describe('a simulated node’s shell', () => {
  test('unlocks as PVE’s tools do: qm is silent without a lock, pct fails', async () => {
    await open('stale-locks')
    expect(await run('attic', 'pct unlock 108')).toEqual({ status: 0, output: '' })
    expect(simulator.world.guests.get(108)?.config.lock).toBeUndefined()
    expect(await run('attic', 'pct unlock 108')).toEqual({
      status: 255,
      output: 'no lock found trying to remove any lock\n',
    })
    expect(await run('attic', 'qm unlock 101')).toEqual({ status: 0, output: '' })
    expect(await run('attic', 'qm unlock 101')).toEqual({ status: 0, output: '' })
    expect((await run('cellar', 'pct unlock 108')).output).toBe(
      "Configuration file 'nodes/cellar/lxc/108.conf' does not exist\n",
    )
  })

  test('names the process that holds a guest’s lock, and nothing changes while it does', async () => {
    await open('stale-locks')
    const guest = simulator.world.guests.get(108)
    guest?.flock.tryTake({ task: { pid: 4321 } })
    expect((await run('attic', 'fuser -v /run/lock/lxc/pve-config-108.lock')).output).toContain('root  4321 F.... task')
    expect(await run('attic', 'pct unlock 108')).toMatchObject({
      status: 255,
      output: expect.stringContaining('got timeout'),
    })
    expect(guest?.config.lock).toBe('backup')
  })

  test('writes nothing without a quorum, and tells so', async () => {
    await open('two-nodes-one-down')
    const alive = [...simulator.world.nodes.values()].find((node) => node.power === 'on')?.name ?? ''
    const { output } = await run(alive, 'pvecm status')
    expect(output).toContain('Quorate:          No')
    expect(output).toContain('Activity blocked')
    const container = [...simulator.world.guests.values()].find((guest) => guest.node === alive)
    const tool = container?.type === 'lxc' ? 'pct' : 'qm'
    if (container) container.config.lock = 'backup'
    expect((await run(alive, `${tool} unlock ${container?.vmid}`)).output).toContain('Permission denied')
    expect((await run(alive, 'pvecm expected 1')).status).toBe(0)
    expect((await run(alive, `${tool} unlock ${container?.vmid}`)).status).toBe(0)
  })

  test('removes the folder of a node that is gone, with its guests, once it was listed', async () => {
    await open('ghost-node')
    const { world } = simulator
    const [ghost = ''] = world.ghosts
    const node = world.members()[0]?.name ?? ''
    expect(world.guestsOn(ghost).length).toBeGreaterThan(0)
    const digest = /digest (\w+)/.exec((await run(node, `node-folder list ${ghost}`)).output)?.[1] ?? ''
    expect((await run(node, `node-folder remove ${ghost} ${digest}`)).status).toBe(0)
    expect([...world.ghosts]).toEqual([])
    expect(world.guestsOn(ghost)).toEqual([])
  })

  test('takes a corosync.conf with a higher version over', async () => {
    await open('stale-locks')
    const text = (await run('attic', 'cat /etc/pve/corosync.conf')).output
    const input = text.replace('config_version: 2', 'config_version: 3')
    const digest = createHash('sha256').update(text).digest('hex')
    expect(await run('attic', `corosync-conf replace ${digest} ${input.length}`, { input })).toMatchObject({
      status: 0,
    })
    expect(simulator.world.cluster?.version).toBe(3)
  })

  test('knows services, time and its own key', async () => {
    await open('stale-locks')
    expect(await run('attic', 'systemctl is-active pveproxy')).toEqual({ status: 0, output: 'active\n' })
    expect((await run('attic', 'systemctl is-active corosync-qdevice')).status).toBe(3)
    expect((await run('attic', 'timedatectl show')).output).toContain('NTPSynchronized=yes')
    expect((await run('attic', 'chronyc -n tracking')).output).toContain('Leap status')
    expect((await run('attic', 'apt-sources')).output).toContain('download.proxmox.com')
    expect((await run('attic', 'id')).status).toBe(126)
  })

  test('is for root with a key only, and gone while the node is off', async () => {
    await open('stale-locks')
    await expect(run('attic', 'id', { config: { username: 'lena' } })).rejects.toThrow()
    await expect(run('attic', 'id', { config: { privateKey: '', password: 'steward-demo' } })).rejects.toThrow()
    const node = simulator.world.node('attic')
    node.power = 'off'
    simulator.world.onNodeChange(node)
    await new Promise((done) => setTimeout(done, 50))
    await expect(run('attic', 'id')).rejects.toThrow()
  })
})
