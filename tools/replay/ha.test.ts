import { expect, test } from 'vitest'
import { describeRecorded, line, told } from './say.ts'
import { askWhyStuck, type Asking } from './stuck.ts'
import { createWorld, type Look, type Moment } from './world.ts'

/** The states of HA-managed guests (docs/pve-behaviour.md, tasks under HA). */

const at = (step: string): Moment => ({
  resources: `${step}-resources`,
  series: /^ha-.*-(cluster-status|status-current|ha-resources|cluster-tasks|resources)$/,
  node: 'pve5',
})
const look = (...steps: string[]): Look => {
  const world = createWorld()
  return steps.map((step) => world.look(at(step))).at(-1) ?? world.look(at('ha-before'))
}
const ofHa = ({ findings }: Look) => findings.filter(({ rule }) => rule.startsWith('ha-')).map(line)

/** The configuration of 510 is recorded; that of its fellows, and a node's list without a living task, is like it. */
const ask = (from: Look, vmid: string, more: Partial<Asking> = {}) =>
  askWhyStuck(from, {
    vmid,
    answers: [],
    ...more,
    inferred: {
      nodeTasks: [],
      qemuConfig: { name: 'ha', memory: '32', scsi0: 'nfs:510/vm-510-disk-0.qcow2,size=4M' },
      ...more.inferred,
    },
  })
const stopped = (vmid: number) => ({ qemuStatus: { vmid, status: 'stopped', qmpstatus: 'stopped' } })
const running = (vmid: number) => ({
  qemuStatus: { vmid, status: 'running', qmpstatus: 'running', 'running-qemu': '10.0.13' },
})

describeRecorded('guests under HA', () => {
  test('no resource yet: "standby" is no alarm', () => {
    expect(told(look('ha-before').findings).filter(({ rule }) => rule.startsWith('ha-'))).toEqual([])
  })

  test('started: nothing to say, and a shutdown would end in a stop', async () => {
    const started = look('ha-add-first-w4')
    expect(ofHa(started)).toEqual([])
    const reply = await ask(started, '510', { inferred: running(510) })
    expect(reply).toMatchObject({ verdict: 'not-stuck', missing: [], forecast: { will: 'forced', why: 'ha' } })
  })

  test('while it starts, stops and moves, nobody is alarmed', () => {
    const steps = (prefix: string, numbers: readonly number[]) => numbers.map((number) => `${prefix}-w${number}`)
    for (const story of [
      steps('ha-start', [0, 1, 2, 3, 4, 5, 6]),
      steps('ha-stop', [0, 1, 2, 3, 5, 6, 7]),
      steps('ha-shutdown', [0, 1, 2, 3, 4, 5, 6, 7, 8]),
      steps('ha-migrate-running', [0, 2, 3, 4, 5]),
      steps('ha-migrate-stopped', [0, 1, 2, 3, 4, 5]),
      steps('ha-selfoff', [0, 1, 4, 5, 6]),
    ]) {
      const world = createWorld()
      for (const step of story)
        expect(
          told(world.look(at(step)).findings).filter(({ rule }) => /^(ha|lock)-/.test(rule)),
          step,
        ).toEqual([])
    }
  })

  test('a start that was asked for and has not come about is HA at work', async () => {
    const queued = look('ha-add-first-w0')
    const reply = await ask(queued, '510', { inferred: stopped(510) })
    expect(reply).toMatchObject({ verdict: 'ha-waits', params: { request: 'started' } })
  })

  test('error: critical, every start and stop is refused, and so is a shutdown', async () => {
    const failed = look('ha-error-after-commands-w0')
    expect(ofHa(failed)).toEqual(['critical ha-service-error guest/513'])
    const reply = await ask(failed, '513', { answers: ['ha-error-current'] })
    expect(reply).toMatchObject({ verdict: 'ha-error', fix: 'reset-ha-error', missing: [] })
    expect(reply.stations.find(({ name }) => name === 'ha')).toMatchObject({ state: 'cause', say: 'error' })
  })

  test('disabled after an error, and recovered: nothing is left', () => {
    for (const step of ['ha-error-disabled-w1', 'ha-error-recovered-w2']) expect(ofHa(look(step)), step).toEqual([])
  })

  test('ignored: HA leaves it alone, and a shutdown is a plain one', async () => {
    const ignored = look('ha-ignored-w1')
    expect(ofHa(ignored)).toEqual([])
    const reply = await ask(ignored, '513', { answers: ['ha-ignored-current'] })
    expect(reply).toMatchObject({ verdict: 'not-stuck', forecast: { will: 'likely', why: 'acpi' } })
  })

  test('the manager of the node is dead: its guests’ open requests lie under that, and nothing would happen', async () => {
    const dead = look('ha-lrm-dead', 'ha-lrm-dead-after-stop')
    expect(ofHa(dead)).toEqual([
      'warning ha-manager-of-node-dead node/pve5/lrm',
      'warning ha-request-unfulfilled guest/510, under ha-manager-of-node-dead',
      'warning ha-request-unfulfilled guest/511, under ha-manager-of-node-dead',
    ])
    const reply = await ask(dead, '510', { answers: ['ha-lrm-dead-current'] })
    expect(reply).toMatchObject({ verdict: 'ha-waits', forecast: { will: 'may-hang', why: 'ha-dead' } })
    expect(reply.stations.find(({ name }) => name === 'ha')).toMatchObject({ say: 'manager-dead' })
  })

  test('its own shutdown of a deaf guest is a task of root, and names its owner', async () => {
    const waiting = look('ha-shutdown-dead-w0', 'ha-shutdown-dead-during')
    const reply = await askWhyStuck(waiting, {
      vmid: '512',
      answers: ['ha-shutdown-dead-tasks-active'],
      inferred: { qemuConfig: { name: 'ha', memory: '32' }, ...running(512) },
    })
    expect(reply).toMatchObject({ verdict: 'waiting-shutdown', params: { type: 'qmshutdown', user: 'root@pam' } })
  })

  test('maintenance: the node is marked, and its guests move without alarm', () => {
    const { picture, findings } = look('ha-maintenance-w0', 'ha-maintenance-on')
    expect(picture.nodes.get('pve6')?.maintenance).toBe(true)
    expect(told(findings).filter(({ rule }) => rule !== 'guest-start-failed')).toEqual([])
  })

  test('disarmed: services are frozen, and a shutdown would wait for nothing', async () => {
    for (const step of ['ha-disarm-w1', 'ha-disarm-w3']) {
      const frozen = look(step)
      expect(ofHa(frozen), step).toEqual(['warning ha-disarmed cluster/ha-armed'])
      const reply = await ask(frozen, '510', { inferred: running(510) })
      expect(reply).toMatchObject({ verdict: 'ha-waits', forecast: { why: 'ha-frozen' } })
    }
    expect(ofHa(look('ha-arm-w3'))).toEqual([])
  })

  test('paused under HA: HA does nothing about it', () => {
    const paused = look('ha-suspended')
    expect(ofHa(paused)).toEqual([])
    expect(paused.findings.map(line)).toContain('warning guest-paused guest/510')
  })

  test('fenced: the state has no recording of HA’s own list; the word is known, and nothing else holds the guest', async () => {
    const base = look('ha-add-first-w4')
    const row = base.readings.ha?.find(({ id }) => id === 'service:vm:510')
    const fenced = (base.readings.ha ?? []).map((one) =>
      one === row ? { ...one, state: 'fence', crm_state: 'fence' } : one,
    )
    const reply = await ask(base, '510', { inferred: running(510), ha: fenced })
    expect(reply).toMatchObject({ verdict: 'ha-waits', params: { state: 'fence' } })
  })
})
