import { expect, test } from 'vitest'
import { describeRecorded, line, told } from './say.ts'
import { askWhyStuck } from './stuck.ts'
import { createWorld, type Moment } from './world.ts'

/** Storages that hang and that are full (docs/pve-behaviour.md, storages). */

const hanging = (step: string): Moment => ({
  resources: `dead-storage-${step}-resources`,
  // The answers of guests are those of the step; the node itself answers from a cache in all of them.
  series: new RegExp(`^dead-storage-(before|t\\d+|${step})-(?!current)`),
  node: 'pve9',
})

describeRecorded('a storage that hangs', () => {
  test('before: nothing to say but that an agent is off', () => {
    expect(createWorld().look(hanging('before')).findings.map(line)).toEqual(['notice guest-agent-off guest/900'])
  })

  test('while PVE still calls all of it running, the figures that stand still are the finding', () => {
    const world = createWorld()
    for (const step of ['before', 't003', 't030', 't060']) {
      const { findings } = world.look(hanging(step))
      expect(findings.filter(({ severity }) => severity !== 'notice')).toEqual([])
    }
    const { findings, picture } = world.look(hanging('t300'))
    expect(findings.map(line)).toContain('warning node-statistics-stalled node/pve9/statistics')
    expect([...picture.guests.values()].every((guest) => guest.unknown === 'statistics-stalled')).toBe(true)
    expect(findings.map(line).join()).not.toMatch(/storage-unavailable|guest-down|node-offline/)
  })

  test('five minutes on PVE forgets all: one finding, even where the status of the cluster was never read', () => {
    const { findings, picture } = createWorld().look(hanging('t345'))
    expect(findings.map(line)).toEqual(['warning node-statistics-unknown node/pve9/statistics'])
    expect(picture.nodes.get('pve9')).toMatchObject({ state: 'unknown', unknown: 'statistics-stalled' })
  })

  test('a start that waits for it is named, with its task and the storage; one on another storage is free', async () => {
    const world = createWorld()
    for (const step of ['before', 't060']) world.look(hanging(step))
    const look = world.look(hanging('t300'))
    // The task list was recorded in the next minute; the configurations are what the story made these guests with.
    // The state of 901 could not be read: its API workers are stuck. This node has no HA.
    const waiting = await askWhyStuck(look, {
      vmid: '901',
      answers: ['dead-storage-tasks-active', 'dead-storage-t300-current-nas-off'],
      inferred: { qemuConfig: { name: 'nas-off', scsi0: 'nas:901/vm-901-disk-0.raw,size=8M' } },
      ha: [],
    })
    expect(waiting).toMatchObject({
      verdict: 'storage-hangs',
      params: { type: 'qmstart' },
      fix: 'free-hung-storage',
      missing: ['run-state'],
    })
    expect(waiting.stations.find(({ name }) => name === 'task')?.evidence).toMatch(/^UPID:pve9:.*:qmstart:901:/)
    const free = await askWhyStuck(look, {
      vmid: '902',
      answers: ['dead-storage-tasks-active', 'dead-storage-t060-current-local'],
      inferred: { qemuConfig: { name: 'local', scsi0: 'local:902/vm-902-disk-0.qcow2,size=8M' } },
      ha: [],
    })
    expect(free.verdict).toBe('not-stuck')
  })

  test('when it answers again, nothing is left', () => {
    const world = createWorld()
    for (const step of ['before', 't300', 't345']) world.look(hanging(step))
    for (const step of ['recovery-02', 'recovery-20'])
      expect(told(world.look(hanging(step)).findings).filter(({ severity }) => severity !== 'notice')).toEqual([])
  })
})

/** No status of the cluster was recorded in this story, and no configuration of 800 and 810: the story made them so. */
const config = (vmid: number) => ({ name: 'full', scsi0: `small:${vmid}/vm-${vmid}-disk-0.qcow2,size=64M` })
const full = (step: string): Moment => ({
  resources: `io-error${step}-resources`,
  series: new RegExp(`^io-error${step}-(resources|storage-list)$`),
  node: 'pve8',
  configs: { 800: config(800), 810: config(810) },
})

describeRecorded('a guest whose storage is full', () => {
  test('the full storage is the finding, and the paused guest lies under it', () => {
    const { findings } = createWorld().look(full(''))
    expect(findings.filter(({ severity }) => severity === 'critical').map(line)).toEqual([
      'critical storage-filling storage/pve8/small',
      'critical guest-io-error guest/800, under storage-filling',
    ])
  })

  test('why: the storage is full; a shutdown may hang, and none was refused', async () => {
    const look = createWorld().look(full(''))
    const reply = await askWhyStuck(look, {
      vmid: '800',
      answers: ['io-error-current'],
      inferred: { nodeTasks: [], qemuConfig: config(800) },
    })
    expect(reply).toMatchObject({
      verdict: 'storage-full',
      params: { storage: 'small' },
      fix: 'make-room-and-resume',
      forecast: { will: 'may-hang', why: 'io-error' },
    })
  })

  test('room was made and nobody resumed it: it is no full storage any more, and the guest still stands', async () => {
    const look = createWorld().look(full('-freed-not-resumed'))
    expect(look.findings.filter(({ severity }) => severity === 'critical').map(line)).toEqual([
      'critical guest-io-error guest/810',
    ])
    const reply = await askWhyStuck(look, {
      vmid: '810',
      answers: ['io-error-freed-not-resumed-current'],
      inferred: { nodeTasks: [], qemuConfig: config(810) },
    })
    expect(reply).toMatchObject({ verdict: 'io-error', fix: 'make-room-and-resume' })
  })

  test('resumed: nothing is left', () => {
    const { findings } = createWorld().look(full('-freed-resumed-11s'))
    expect(findings.filter(({ severity }) => severity !== 'notice')).toEqual([])
  })

  test('hibernating onto it leaves "suspending" behind, which nobody owns', async () => {
    const world = createWorld()
    const look = world.look({ resources: 'lxc-resources', series: /^lxc-resources$/, node: 'pve8' })
    expect(look.picture.guests.get('801')).toMatchObject({ state: 'running', lock: 'suspending' })
    const reply = await askWhyStuck(look, {
      vmid: '801',
      answers: ['io-error-suspend-todisk-on-full-config', 'io-error-suspend-todisk-on-full-status'],
      // Of this node's tasks only other moments are recorded; the hibernation had ended. It has no cluster and no HA.
      inferred: { nodeTasks: [] },
      ha: [],
    })
    expect(reply).toMatchObject({ verdict: 'left-over-lock', params: { lock: 'suspending' }, missing: [] })
  })
})
