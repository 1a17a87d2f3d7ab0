import { expect, test } from 'vitest'
import { describeRecorded, told, line } from './say.ts'
import { askWhyStuck } from './stuck.ts'
import { createWorld, type Moment } from './world.ts'

/** Quorum, nodes and QDevice of a real cluster, from its answers to the findings (docs/pve-behaviour.md, quorum). */

const of = (prefix: string, node: string, more: Partial<Moment> = {}): Moment => ({
  resources: `${prefix}-resources`,
  series: new RegExp(`^${prefix}-`),
  node,
  ...more,
})

describeRecorded('a cluster of three', () => {
  test('healthy: nothing but the one link, which is true of it', () => {
    const look = createWorld().look(of('cl-healthy-from-pve3', 'pve3'))
    expect(look.findings.map(line)).toEqual(['notice cluster-link-single cluster/links'])
    expect(look.outcomes.filter((outcome) => outcome.state === 'crashed')).toEqual([])
  })

  test('majority: the lost node is one finding, with what follows from it under it, at once and five minutes later', () => {
    const world = createWorld()
    world.look(of('cl-healthy-from-pve3', 'pve3'))
    for (const prefix of ['cl-majority-from-pve3', 'cl-majority-after5min-from-pve3']) {
      const { findings } = world.look(of(prefix, 'pve3'))
      expect(findings.map(line)).toEqual([
        'notice cluster-link-single cluster/links',
        'critical node-offline node/pve2',
        'warning votes-fragile cluster/votes, under node-offline',
      ])
    }
  })

  test('majority: a guest of the lost node cannot be told, and nothing is proven about it', async () => {
    const world = createWorld()
    world.look(of('cl-healthy-from-pve3', 'pve3'))
    const look = world.look(of('cl-majority-from-pve3', 'pve3'))
    const reply = await askWhyStuck(look, { vmid: '200', answers: [] })
    expect(reply).toMatchObject({ verdict: 'node-away', params: { node: 'pve2' }, forecast: { will: 'unknown' } })
  })

  test('minority: the lost quorum is the one finding, the absent nodes lie under it', () => {
    const world = createWorld()
    world.look(of('cl-minority-from-pve2', 'pve2'))
    const { findings, picture } = world.look(of('cl-minority2-from-pve2', 'pve2'))
    expect(told(findings).map(line)).toEqual([
      'notice cluster-link-single cluster/links',
      'critical quorum-lost cluster/quorum',
      'critical node-offline node/pve3, under quorum-lost',
      'critical node-offline node/pve4, under quorum-lost',
    ])
    expect(picture.quorum).toMatchObject({ present: 1, needed: 2, expected: 3 })
  })

  test('minority: a stopped guest cannot start for want of quorum, and a shutdown of a running one would work', async () => {
    const world = createWorld()
    const look = world.look(of('cl-minority-from-pve2', 'pve2'))
    // Neither configuration nor active tasks of this node are recorded: a plain configuration and no task.
    const inferred = { nodeTasks: [], qemuConfig: { name: 'c', memory: '32' }, qemuStatus: {} }
    const stopped = await askWhyStuck(look, {
      vmid: '202',
      answers: [],
      inferred: { ...inferred, qemuStatus: { vmid: 202, status: 'stopped', qmpstatus: 'stopped' } },
    })
    expect(stopped).toMatchObject({ verdict: 'no-quorum', params: { present: 1, needed: 2 }, fix: 'restore-quorum' })
    const running = await askWhyStuck(look, {
      vmid: '200',
      answers: [],
      inferred: {
        ...inferred,
        qemuStatus: { vmid: 200, status: 'running', qmpstatus: 'running', 'running-qemu': '10.0.13' },
      },
    })
    expect(running.forecast).toMatchObject({ will: 'likely', why: 'acpi' })
  })

  test('corosync stopped on one node: a split, and no wrong count where the asked node did not say whom it sees', () => {
    // The status of pve2 was not recorded, only its HA status: so nobody says who is present.
    const { findings, picture } = createWorld().look(
      of('cl-corosync-stopped-pve4-from-pve2', 'pve2', {
        others: [{ node: 'pve4', series: /^cl-corosync-stopped-pve4-from-pve4-/ }],
      }),
    )
    expect(picture.quorum).toMatchObject({ state: 'split', present: null, expectedLowered: false })
    const lines = findings.map(line)
    expect(lines).toContain('critical quorum-split cluster/quorum')
    expect(lines).toContain('critical node-offline node/pve4, under quorum-split')
    expect(lines.join()).not.toContain('expected-votes-lowered')
  })

  test('corosync stopped, asked through that node: it calls all others online, and is not believed', () => {
    const { findings, picture } = createWorld().look(of('cl-corosync-stopped-pve4-from-pve4', 'pve4'))
    expect(picture.quorum).toMatchObject({ state: 'lost', present: null, needed: 2 })
    expect(findings.map(line)).toContain('critical quorum-lost cluster/quorum')
  })

  test('pmxcfs down or the node dead: the others see an absent node either way', () => {
    for (const prefix of ['cl-pmxcfs-down-pve4-from-pve2', 'cl-pve4-dead-from-pve2'])
      expect(createWorld().look(of(prefix, 'pve2')).findings.map(line)).toContain('critical node-offline node/pve4')
  })

  test('healed: no finding of the cut is left', () => {
    for (const node of ['pve2', 'pve3']) {
      const { findings } = createWorld().look(of(`cl-healed-from-${node}`, node))
      expect(findings.filter(({ rule }) => /quorum|offline|votes/.test(rule))).toEqual([])
    }
  })

  test('a removed node whose guests are still listed is a ghost, not an absent node', () => {
    const { findings, picture } = createWorld().look(of('cl-after-delnode-from-pve2', 'pve2'))
    const lines = findings.map(line)
    expect(lines).toContain('warning node-ghost node/pve4')
    expect(lines.join()).not.toContain('node-offline')
    expect(picture.guests.get('220')).toMatchObject({ state: 'unknown', unknown: 'node-offline' })
    expect(picture.quorum).toMatchObject({ state: 'quorate', expected: 2 })
  })
})

const dying = (step: string): Moment => ({
  resources: `two-node-${step}-resources`,
  series: /^two-node-(before|t\d+|expected1-t\d+|after-delnode-t\d+)-/,
  node: 'pve2',
})

describeRecorded('a cluster of two, one of which dies', () => {
  test('in the first seconds PVE does not know yet; then quorum and node are one finding', () => {
    const world = createWorld()
    expect(world.look(dying('before')).findings.map(line).join()).not.toMatch(/quorum-lost|node-offline/)
    expect(world.look(dying('t001')).picture.quorum.state).toBe('quorate')
    const { findings } = world.look(dying('t006'))
    expect(findings.map(line)).toContain('critical node-offline node/pve3, under quorum-lost')
    // Lost for a moment is no alarm: it must stand for 15 seconds.
    expect(told(findings).map(line)).not.toContain('critical quorum-lost cluster/quorum')
    expect(told(world.look(dying('t060')).findings).map(line)).toContain('critical quorum-lost cluster/quorum')
  })

  test('its task is only listed as running for as long as it is away, and folds with it', async () => {
    const world = createWorld()
    for (const step of ['before', 't010', 't060']) world.look(dying(step))
    const look = world.look(dying('t360'))
    const tasks = look.findings.filter(({ rule }) => rule === 'task-unconfirmed')
    expect(tasks.length).toBeGreaterThan(0)
    expect(tasks.every(({ under }) => under === 'quorum-lost')).toBe(true)
    expect(look.findings.some(({ rule }) => rule === 'shutdown-stuck')).toBe(false)
    const reply = await askWhyStuck(look, { vmid: '211', answers: [] })
    expect(reply).toMatchObject({ verdict: 'task-unconfirmed', params: { type: 'qmshutdown', node: 'pve3' } })
  })

  test('expected 1: quorate although the status call goes on to say no', () => {
    const world = createWorld()
    for (const step of ['before', 't360', 'expected1-t01']) world.look(dying(step))
    const { findings, picture } = world.look(dying('expected1-t40'))
    expect(picture.quorum).toMatchObject({ state: 'quorate', statusIsStale: true, expectedLowered: true })
    const lines = findings.map(line)
    expect(lines).toContain('warning expected-votes-lowered cluster/expected-votes')
    expect(lines).toContain('notice quorum-status-stale cluster/status')
    expect(lines.join()).not.toContain('quorum-lost')
  })

  test('after delnode one node alone has its quorum, and the removed one is a ghost', () => {
    const world = createWorld()
    world.look(dying('before'))
    const { findings, picture } = world.look(dying('after-delnode-t08'))
    expect(picture.quorum).toMatchObject({ state: 'quorate', present: 1, expected: 1 })
    const lines = findings.map(line)
    expect(lines).toContain('warning node-ghost node/pve3')
    expect(lines.join()).not.toMatch(/quorum-lost|two-nodes|node-offline/)
    // Its names are forgotten by PVE, and kept here.
    expect([...picture.guests.values()].filter((guest) => guest.node === 'pve3').every(({ name }) => name)).toBe(true)
  })

  test('the removed node, powered on again, sees its old cluster without quorum', () => {
    const { picture } = createWorld().look(of('two-node-removed-back-from-pve3', 'pve3'))
    expect(picture.quorum).toMatchObject({ state: 'lost', present: 1, expected: 2 })
    expect(picture.nodes.get('pve2')?.state).toBe('offline')
  })
})

/**
 * No list of resources was recorded in this story: the nodes come from `/nodes`, there are no guests, and a storage, which
 * every node has, shows that the caller may see such things.
 */
const device = (step: string, more: Partial<Moment> = {}): Moment => ({
  resources: `qdevice-${step}-nodes`,
  series: new RegExp(`^qdevice-(before|after-setup|${step})-(?!from-)`),
  node: 'pve10',
  inferred: [
    {
      id: 'storage/pve10/local',
      type: 'storage',
      node: 'pve10',
      storage: 'local',
      status: 'available',
      disk: 1,
      maxdisk: 9,
    },
  ],
  ...more,
})
const linesOf = (step: string, more: Partial<Moment> = {}) => createWorld().look(device(step, more))

describeRecorded('two nodes with a QDevice', () => {
  test('without it: said that one failure stops all', () => {
    const { findings, picture } = linesOf('before')
    expect(picture.quorum).toMatchObject({ state: 'quorate', present: 2, mayFail: 0, qdevice: null })
    expect(findings.map(line)).toContain('warning two-nodes-without-qdevice cluster/qdevice')
  })

  test('connected: three votes, one may fail, nothing to say', () => {
    for (const step of ['after-setup', 'all-back']) {
      const { findings, picture } = linesOf(step)
      expect(picture.quorum).toMatchObject({ state: 'quorate', present: 3, expected: 3, mayFail: 1 })
      expect(findings.map(line)).toEqual(['notice cluster-link-single cluster/links'])
    }
  })

  test('one node down: still quorate, and the next failure stops all', () => {
    const { findings, picture } = linesOf('node-down-t12')
    expect(picture.quorum).toMatchObject({ state: 'quorate', present: 2, expected: 3, mayFail: 0 })
    const lines = findings.map(line)
    expect(lines).toContain('warning node-offline node/pve11')
    expect(lines).toContain('warning votes-fragile cluster/votes, under node-offline')
    expect(lines.join()).not.toContain('quorum-lost')
  })

  test('its server gone while both nodes are up: the device is the finding, and nothing may fail any more', () => {
    // This very moment was not recorded: both nodes as they were, the QDevice as it was told with its server gone.
    const { findings, picture } = linesOf('all-back', {
      instead: { clusterConfigQdevice: 'qdevice-node-and-qnetd-down-t30-qdevice' },
    })
    expect(picture.quorum).toMatchObject({ state: 'quorate', present: 2, expected: 3, mayFail: 0 })
    const found = findings.map(line)
    expect(found.filter((text) => text.startsWith('warning qdevice-disconnected'))).toHaveLength(1)
    expect(found).toContain('warning votes-fragile cluster/votes, under qdevice-disconnected')
    expect(found.join()).not.toMatch(/quorum-lost|two-nodes-without/)
  })

  test('its server and one node gone: no quorum, although the status call still says so', () => {
    const { findings, picture } = linesOf('node-down-t12', {
      instead: {
        clusterStatus: 'qdevice-node-and-qnetd-down-t03-cluster-status',
        clusterHaStatus: 'qdevice-node-and-qnetd-down-t03-ha-status',
        clusterConfigQdevice: 'qdevice-node-and-qnetd-down-t03-qdevice',
      },
    })
    expect(picture.quorum).toMatchObject({ state: 'lost', statusIsStale: true, present: 1, needed: 2 })
    const found = findings.map(line)
    expect(found).toContain('critical quorum-lost cluster/quorum')
    expect(found).toContain('warning node-offline node/pve11, under quorum-lost')
    expect(found.join()).toContain('qdevice-disconnected')
    expect(found.join()).not.toContain('two-nodes-without-qdevice')
  })

  test('only the daemon of the asked node stopped: it says that there is none, and nobody can know better', () => {
    // `{}` is all that PVE answers, there as in a cluster that never had one.
    const { picture } = linesOf('daemon-stopped', { instead: { clusterConfigQdevice: 'qdevice-removed-qdevice' } })
    expect(picture.quorum).toMatchObject({ state: 'quorate', qdevice: null })
  })

  test('removed again: no QDevice is missed', () => {
    const { findings, picture } = linesOf('removed')
    expect(picture.quorum.qdevice).toBe(null)
    expect(findings.map(line).join()).not.toContain('qdevice-disconnected')
  })
})
