import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import {
  environmentOf,
  eventually,
  guestsOf,
  startSteward,
  type Browser,
  type TestSteward,
} from '../testing/steward.ts'

const cluster = 'cluster'
let simulator: Simulator
let steward: TestSteward
let root: Browser

async function begin(scenario: string) {
  simulator = await startSimulator(['--speed', '50', '--scenario', scenario])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  steward = await startSteward(environmentOf(simulator, tokenFile))
  root = steward.browser()
  await root.signIn(cluster)
  await eventually(async () => (await guestsOf(root, cluster)).length > 0, 'the first reading')
}
afterEach(async () => {
  await steward.end()
  await simulator.stop()
})

const ask = (browser: Browser, vmid: string) => browser.call('readStuck', { params: { cluster, vmid } })

test('a shutdown that nobody hears is named, with the task that holds the guest and without deleting lock files', async () => {
  await begin('hung-shutdown')
  const deaf = await ask(root, '101')
  expect(deaf).toMatchObject({ verdict: 'guest-ignores-request', missing: [] })
  expect(deaf.params).toMatchObject({ user: 'lena@pve' })
  expect(deaf.stations.find(({ name }) => name === 'task')?.evidence).toMatch(/^UPID:attic:/)
  const obedient = await ask(root, '105')
  expect(obedient).toMatchObject({ verdict: 'not-stuck', fix: null })
})

test('a lock is called left over only where every task of the node can be seen', async () => {
  await begin('stale-locks')
  expect(await ask(root, '101')).toMatchObject({ verdict: 'left-over-lock', fix: 'clear-left-over-lock' })
  expect(await ask(root, '102')).toMatchObject({ verdict: 'held-by-task' })
  expect(await ask(root, '106')).toMatchObject({ verdict: 'hibernated' })
})

test('a guest that is not there, or not to be seen, is not found', async () => {
  await begin('hung-shutdown')
  await expect(ask(root, '999')).rejects.toThrow('There is no guest 999 that you may see.')
})
