import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import { environmentOf, eventually, guestsOf, startSteward, type Browser, type TestSteward } from './testing/steward.ts'

let simulator: Simulator
let steward: TestSteward
let env: Record<string, string>
let root: Browser
const cluster = 'cluster'

beforeEach(async () => {
  simulator = await startSimulator(['--speed', '50', '--scenario', 'two-nodes-one-down'])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  env = environmentOf(simulator, tokenFile)
  steward = await startSteward(env)
  root = steward.browser()
  await root.signIn(cluster)
  await eventually(async () => (await guestsOf(root, cluster)).length > 0, 'the first reading')
})
afterEach(async () => {
  await steward.end()
  await simulator.stop()
})

const findings = async (browser: Browser) => (await browser.call('listFindings', { params: { cluster } })).rows
const lost = () =>
  eventually(async () => {
    steward.clock.jump(10)
    return (await findings(root)).find((row) => row.rule === 'quorum-lost' && row.state === 'open')
  }, 'the lost quorum to be confirmed')

test('a lost quorum is found, confirmed, told with its evidence, and outlives a restart', async () => {
  const finding = await lost()
  expect(finding).toMatchObject({ severity: 'critical', subject: { kind: 'cluster' }, fix: 'restore-quorum' })
  expect(finding.evidence.length).toBeGreaterThan(0)
  await steward.end(true)
  steward = await startSteward(env, steward.dataDir)
  root = steward.browser()
  await root.signIn(cluster)
  const again = await eventually(
    async () => (await findings(root)).find((row) => row.rule === 'quorum-lost'),
    'the finding after the restart',
  )
  expect(again.firstSeenAt).toBe(finding.firstSeenAt)
})

test('it can be snoozed until a date and marked as on purpose, by who may change settings, and both are audited', async () => {
  const { id } = await lost()
  const auditor = steward.browser()
  await auditor.signIn(cluster, 'auditor@pve')
  expect(
    (await auditor.refusal('snoozeFinding', { params: { cluster }, body: { id, until: 9_999_999_999, reason: 'x' } }))
      .code,
  ).toBe('forbidden')
  expect((await root.refusal('snoozeFinding', { params: { cluster }, body: { id, until: 1, reason: 'x' } })).code).toBe(
    'bad-input',
  )
  await root.call('snoozeFinding', {
    params: { cluster },
    body: { id, until: 9_999_999_999, reason: 'new parts come on Monday' },
  })
  expect((await findings(root)).find((row) => row.id === id)?.snooze).toMatchObject({
    reason: 'new parts come on Monday',
    by: 'root@pam',
  })
  await root.call('markFinding', { params: { cluster }, body: { id, reason: 'a lab' } })
  await root.call('reopenFinding', { params: { cluster }, body: { id } })
  expect((await findings(root)).find((row) => row.id === id)).toMatchObject({ snooze: null, onPurpose: null })
  expect((await root.call('listAudit')).map((row) => row.action).slice(0, 3)).toEqual([
    'finding-reopened',
    'finding-on-purpose',
    'finding-snoozed',
  ])
})

test('people without the right see neither the finding nor names in the list of rules', async () => {
  await lost()
  const mia = steward.browser()
  await mia.signIn(cluster, 'mia@pve')
  expect(await findings(mia)).toEqual([])
  const rules = await mia.call('listRules', { params: { cluster } })
  expect(rules.rules.every((rule) => rule.unseen.length === 0 && rule.findings === 0)).toBe(true)
})

test('a rule that is switched off finds nothing, and an unknown one is refused', async () => {
  const { id } = await lost()
  await root.call('changeRules', { params: { cluster }, body: { switches: { 'quorum-lost': false } } })
  expect((await findings(root)).find((row) => row.id === id)).toBeUndefined()
  expect(
    (await root.call('listRules', { params: { cluster } })).rules.find((rule) => rule.id === 'quorum-lost'),
  ).toMatchObject({ state: 'off', switchedByHand: true })
  expect(
    (await root.refusal('changeRules', { params: { cluster }, body: { switches: { 'not-a-rule': true } } })).code,
  ).toBe('bad-input')
})

test('a threshold can be changed within its limits and taken back', async () => {
  const change = (value: number | null, name = 'storage-filling.filling') => ({
    params: { cluster },
    body: { thresholds: { [name]: value } },
  })
  const filling = async () =>
    (await root.call('listRules', { params: { cluster } })).rules
      .find((rule) => rule.id === 'storage-filling')
      ?.settings.find((setting) => setting.name === 'filling')
  await root.call('changeRules', change(70))
  expect(await filling()).toMatchObject({ value: 70, standard: 85 })
  await root.call('changeRules', change(null))
  expect(await filling()).toMatchObject({ value: 85 })
  expect((await root.refusal('changeRules', change(700))).message).toContain('from 50 to 99')
  expect((await root.refusal('changeRules', change(1, 'storage-filling.nothing'))).code).toBe('bad-input')
  expect((await root.refusal('changeRules', change(1, '__proto__.x'))).code).toBe('bad-input')
})
