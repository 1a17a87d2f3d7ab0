import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import { eventually, guestsOf, startSteward, type TestSteward } from './testing/steward.ts'

let simulator: Simulator
let steward: TestSteward
beforeAll(async () => {
  simulator = await startSimulator([
    '--speed',
    '50',
    '--dispatcher',
    join(import.meta.dirname, 'channel/steward-dispatch.sh'),
  ])
  steward = await startSteward({ STEWARD_DEMO_CONTROL_URL: simulator.control })
})
afterAll(async () => {
  await steward.end()
  await simulator.stop()
})

test('after a change of scenario the same person is still signed in and sees the new world with their own eyes', async () => {
  const [root, mia] = [steward.browser(), steward.browser()]
  await root.signIn('home-lab')
  await mia.signIn('home-lab', 'mia@pve')
  expect((await root.refusal('chooseScenario', { body: { scenario: 'not-there' } })).code).toBe('scenario-unknown')
  expect(await root.call('chooseScenario', { body: { scenario: 'hung-shutdown' } })).toEqual({
    cluster: 'hung-shutdown',
  })
  const state = await root.call('readSession')
  expect(state).toMatchObject({
    session: { user: 'root@pam', clusters: ['hung-shutdown'] },
    demo: { scenario: 'hung-shutdown' },
  })
  const seen = await eventually(
    async () => (await guestsOf(root, 'hung-shutdown')).length > 0 && (await guestsOf(root, 'hung-shutdown')),
    'guests of the new world',
  )
  const own = await guestsOf(mia, 'hung-shutdown')
  expect(own.length).toBeLessThan(seen.length)
  expect((await root.refusal('listGuests', { params: { cluster: 'home-lab' } })).code).toBe('cluster-unknown')
})

test('nobody changes the world without being signed in', async () => {
  expect((await steward.browser().refusal('chooseScenario', { body: { scenario: 'healthy' } })).code).toBe('signed-out')
})

test('the only cluster of the demo cannot be disconnected', async () => {
  const root = steward.browser()
  const { clusters } = await root.call('readSession')
  const cluster = clusters[0]?.id ?? ''
  await root.signIn(cluster)
  expect((await root.refusal('removeConnection', { params: { cluster }, body: { removeReader: false } })).code).toBe(
    'demo-keeps-cluster',
  )
  expect((await root.call('readSession')).setup).toBe('done')
})

test('an address that cannot be decoded is refused like any other input', async () => {
  const answer = await steward.browser().get('/api/clusters/%E0%A4%A/guests')
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'bad-input', requestId: expect.any(String) })
})

test('the node channel suggests the simulated nodes’ own SSH ports', async () => {
  const root = steward.browser()
  const { demo, clusters } = await root.call('readSession')
  const cluster = clusters[0]?.id ?? ''
  await root.signIn(cluster)
  const { nodes } = await eventually(async () => {
    const reply = await root.call('readChannel', { params: { cluster } })
    return reply.nodes.length > 0 && reply
  }, 'the nodes to be read')
  const world = await simulator.ask<Simulator>('/state')
  expect(world.scenario).toBe(demo?.scenario)
  expect(nodes.map(({ node, host, port }) => [node, host, port])).toEqual(
    world.nodes.map(({ name, host, sshPort }) => [name, host, sshPort]),
  )
})
