import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules, subjectKey, type Judged, type Subject } from '@steward/diagnostics'
import { createApi, createTransport } from '@steward/pve-client'
import { describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import { seconds, systemClock } from '../clock.ts'
import { readOnce } from '../readers/read-once.ts'
import { judgeOnce, type Judgement } from './judge-once.ts'

/**
 * What one reading of each simulated world finds, against golden/<scenario>.json: a new rule that also speaks where
 * nothing is wrong, or an old one that falls silent, shows here. After an intended change write the files again with
 *
 *   STEWARD_GOLDEN=write vitest run apps/bff/src/diagnosis/golden.test.ts
 *
 * and read the difference before it is committed.
 */
const folder = join(import.meta.dirname, 'golden')
const writing = process.env['STEWARD_GOLDEN'] === 'write'

/** Rules that no simulated world makes speak; their own tests do. This list may only become shorter. */
const firesNowhere: readonly string[] = [
  'backup-failed',
  'backup-schedule-missing',
  'backup-storage-missing',
  'ballooning-over-memory',
  'bond-member-missing',
  'boot-order-device-missing',
  'bridge-missing-on-node',
  'certificate-expired',
  'cloud-init-address-duplicate',
  'cloud-init-disk-tiny',
  'cloud-init-drive-missing',
  'cloud-init-gateway-missing',
  'cloud-init-gateway-outside',
  'cloud-init-gateway-with-dhcp',
  'cloud-init-login-missing',
  'cloud-init-nameserver-comma',
  'cloud-init-nic-unconfigured',
  'cloud-init-on-ide-with-ovmf',
  'cloud-init-serial-missing',
  'cloud-init-snippet-local',
  'cloud-init-upgrade-default',
  'cluster-join-running',
  'cluster-views-unasked',
  'container-disk-full',
  'container-memory-full',
  'container-memory-unlimited',
  'container-mounted-long',
  'container-privileged',
  'cpu-host-in-mixed-cluster',
  'cpu-kvm64',
  'disk-cache-unsafe',
  'disk-excluded-from-backup',
  'disk-on-ide',
  'disk-unused',
  'expected-votes-lowered',
  'guest-changes-pending',
  'guest-half-made',
  'guest-hibernated-long',
  'guest-prelaunch',
  'guest-restarts-often',
  'guest-shut-inside',
  'guest-vga-serial-without-serial',
  'guest-without-network',
  'ha-disarmed',
  'ha-guest-on-local-storage',
  'ha-master-missing',
  'ha-request-unfulfilled',
  'ha-service-stuck',
  'ha-with-two-nodes',
  'iso-left-in-drive',
  'linked-clone-pinned',
  'lock-held-long',
  'lock-left-over',
  'lock-owner-unseen',
  'mac-duplicate',
  'memory-over-node',
  'name-with-dot',
  'node-address-by-dhcp',
  'node-clock-wrong',
  'node-cores-overcommitted',
  'node-cpu-models-differ-vendor',
  'node-maintenance-long',
  'node-rebooted-lately',
  'node-statistics-stalled',
  'node-swap-heavy',
  'node-timezones-differ',
  'node-version-end-of-life',
  'onboot-off-long-running',
  'qdevice-with-odd-nodes',
  'quorum-status-stale',
  'replication-disabled',
  'replication-failing',
  'replication-overdue',
  'replication-target-gone',
  'repository-file-broken',
  'repository-suites-mixed',
  'repository-test-enabled',
  'snapshot-old',
  'snapshot-with-memory',
  'snapshots-many',
  'storage-disabled-in-use',
  'storage-full-soon',
  'storage-shared-but-local',
  'subscription-expired',
  'task-failed-repeatedly',
  'task-running-long',
  'user-enabled-but-expired',
  'vlan-tag-on-unaware-bridge',
  'votes-uneven',
  'zfs-pool-fragmented',
]

/** The simulated load follows the hour of the day, so what these say differs between two runs. */
const ofTheMoment = new Set(['node-cpu-high', 'node-iowait-high'])

const scenarios = scenarioNames()
const fileOf = (scenario: string) => join(folder, `${scenario}.json`)

/** The simulator is a process and no library: it says itself which worlds it has. */
function scenarioNames(): string[] {
  const script = join(import.meta.dirname, '../../../../packages/pve-simulator/src/main.ts')
  const text = execFileSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
  return (
    /Scenarios: (.*)/
      .exec(text)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? []
  )
}

async function judgeWorld(simulator: Simulator): Promise<Judgement> {
  const transport = createTransport({ endpoints: simulator.nodes })
  try {
    const api = createApi(transport, { kind: 'token', token: simulator.readingToken })
    const source = await readOnce({ api, transport, clock: systemClock, guests: 500 })
    return judgeOnce(source, 'home', seconds(systemClock))
  } finally {
    await transport.close()
  }
}

/** A UPID holds a process id and a time that are others in each run. */
const nameOf = (subject: Subject) =>
  subjectKey(subject).replace(/UPID:([^:]*):[^:]*:[^:]*:[^:]*:([^:]*):([^:]*):.*/, 'UPID:$1:$2:$3')
const line = ({ rule, subject, severity }: Judged) => `${rule} ${nameOf(subject)} ${severity}`
const linesOf = ({ roots }: Judgement) =>
  roots
    .flatMap(({ cause, folded }) => [
      line(cause),
      ...folded.map((finding) => `${line(finding)}, follows from ${cause.rule} ${nameOf(cause.subject)}`),
    ])
    .filter((text) => !ofTheMoment.has(text.split(' ')[0] ?? ''))
    .toSorted()

describe('each simulated world', () => {
  test.each(scenarios)('%s', async (scenario) => {
    const simulator = await startSimulator(['--scenario', scenario])
    try {
      const judgement = await judgeWorld(simulator)
      expect(judgement.outcomes.filter(({ state }) => state === 'crashed')).toEqual([])
      if (writing) writeFileSync(fileOf(scenario), `${JSON.stringify(linesOf(judgement), null, 2)}\n`)
      const golden: unknown = JSON.parse(readFileSync(fileOf(scenario), 'utf8'))
      expect(linesOf(judgement)).toEqual(golden)
    } finally {
      await simulator.stop()
    }
  })
})

const goldenLines = (scenario: string): string[] => JSON.parse(readFileSync(fileOf(scenario), 'utf8'))

test('there is a file for each world and none for a world that is gone', () => {
  expect(scenarios.length).toBeGreaterThan(10)
  expect(existsSync(folder) ? readdirSync(folder).toSorted() : []).toEqual(
    scenarios.map((scenario) => `${scenario}.json`).toSorted(),
  )
})

test('where nothing is wrong, nothing is found', () => {
  expect(goldenLines('healthy')).toEqual([])
})

test('every rule speaks in some world, but for those that are known not to', () => {
  const fired = new Set(scenarios.flatMap(goldenLines).map((text) => text.split(' ')[0]))
  expect(
    rules
      .map((rule) => rule.id)
      .filter((id) => !fired.has(id) && !ofTheMoment.has(id))
      .toSorted(),
  ).toEqual(firesNowhere)
})
