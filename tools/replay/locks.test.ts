import { expect, test } from 'vitest'
import { recordingOf, secondsOf } from './recordings.ts'
import { describeRecorded, line } from './say.ts'
import { askWhyStuck, type Asking } from './stuck.ts'
import { createWorld, rowOf, type Look, type Moment } from './world.ts'

/** Locks, waiting shutdowns and what owns them, of virtual machines and containers (docs/pve-behaviour.md, locks). */

/**
 * The lists of resources were not recorded beside the locked guest: its row is made from its `status/current`. The node and
 * its storages are those of the same node when it was empty, and its task list of then has no living task.
 */
const locked = (status: string, lock: string): Moment => ({
  resources: 'single-cluster-resources',
  series: /^single-/,
  node: 'pve1',
  inferred: [{ ...rowOf(status), lock }],
  at: secondsOf(recordingOf(status)),
})
/** The same lock, seen twice with twelve minutes in between, as a running Steward sees it. */
function standing(moment: Moment): Look {
  const world = createWorld()
  world.look(moment)
  return world.look({ ...moment, at: (moment.at ?? 0) + 720 })
}
const locksOf = ({ findings }: Look) =>
  findings.filter(({ rule }) => /lock|half-made|mounted|hibernated/.test(rule)).map(line)
/** The configuration is recorded for "backup" only; it is the same guest with another word. */
const askOf = (from: Look, lock: string, more: Partial<Asking> = {}) =>
  askWhyStuck(from, {
    vmid: '105',
    answers: ['lock-backup-vm-status'],
    ha: [],
    ...more,
    inferred: {
      nodeTasks: [],
      qemuConfig: { name: 'backup01', memory: '32', scsi0: 'local:105/vm-105-disk-0.qcow2,size=4M', lock },
      ...more.inferred,
    },
  })

const recorded = [
  { lock: 'backup', status: 'lock-backup-vm-status' },
  { lock: 'migrate', status: 'lock-migrate-status' },
  { lock: 'rollback', status: 'lock-rollback-status' },
  { lock: 'snapshot', status: 'lock-snapshot-status' },
  { lock: 'snapshot-delete', status: 'lock-snapshot-delete-status' },
  { lock: 'create', status: 'lock-create-status' },
] as const
/** Locks that were set in the recorded cluster although no answer shows them, or that the schema of PVE names. */
const named = ['clone', 'import', 'suspending'] as const
const making = new Set(['create', 'clone', 'import'])

describeRecorded('a config lock without an owner', () => {
  test('the recorded words arrive in the row', () => {
    for (const { lock, status } of recorded.filter((one) => one.lock !== 'migrate'))
      expect(rowOf(status).lock, status).toBe(lock)
  })

  test.each([...recorded, ...named.map((lock) => ({ lock, status: 'lock-backup-vm-status' }))])(
    '$lock is left over after ten minutes, and not before',
    async ({ lock, status }) => {
      const moment = locked(status, lock)
      expect(locksOf(createWorld().look(moment))).toEqual([])
      const look = standing(moment)
      expect(locksOf(look)).toEqual([
        making.has(lock) ? 'warning guest-half-made guest/105/lock' : 'warning lock-left-over guest/105/lock',
      ])
      const reply = await askOf(look, lock)
      expect(reply).toMatchObject({
        verdict: making.has(lock) ? 'half-made' : 'left-over-lock',
        params: { lock, seconds: 720 },
        missing: [],
      })
    },
  )

  test('it is not called left over where the tasks of others are hidden, and says that', async () => {
    const look = standing(locked('lock-backup-vm-status', 'backup'))
    const reply = await askOf(look, 'backup', { rights: { '/vms/105': { 'VM.Audit': 1 } } })
    expect(reply).toMatchObject({ verdict: 'cannot-tell', missing: ['others-tasks'], fix: null })
  })

  test('suspended is a hibernated guest: no alarm, and nothing to unlock', async () => {
    const look = standing({
      ...locked('suspend-todisk-status', 'suspended'),
    })
    expect(locksOf(look)).toEqual([])
    const reply = await askWhyStuck(look, {
      vmid: '110',
      answers: ['suspend-todisk-status', 'suspend-todisk-config'],
      inferred: { nodeTasks: [] },
      ha: [],
    })
    expect(reply).toMatchObject({ verdict: 'hibernated', fix: 'resume-hibernated', missing: [] })
  })
})

describeRecorded('a backup', () => {
  const during: Moment = {
    resources: 'single-cluster-resources',
    series: /^(single-(?!cluster-tasks)|vzdump-during-cluster-tasks)/,
    node: 'pve1',
    inferred: [rowOf('vzdump-during-status')],
    at: secondsOf(recordingOf('vzdump-during-cluster-tasks')),
  }

  test('under way: its lock is held by a living task, which is named', async () => {
    const world = createWorld()
    world.look(during)
    const look = world.look({ ...during, at: (during.at ?? 0) + 720 })
    expect(locksOf(look)).toEqual([])
    const task = [...look.picture.tasks.values()].find(({ state, type }) => state === 'running' && type === 'vzdump')
    // The node's own list was not recorded at this moment: it has the same task, with the token in the user.
    const reply = await askWhyStuck(look, {
      vmid: '121',
      answers: ['vzdump-during-status'],
      inferred: {
        nodeTasks: [
          {
            upid: task?.id,
            node: 'pve1',
            type: 'vzdump',
            id: '121',
            user: 'root@pam!full',
            starttime: task?.startedAt,
            status: 'RUNNING',
          },
        ],
        qemuConfig: { name: 'b', memory: '32', lock: 'backup' },
      },
      ha: [],
    })
    expect(reply).toMatchObject({
      verdict: 'held-by-task',
      params: { type: 'vzdump', user: 'root@pam!full' },
      forecast: { will: 'refused', why: 'locked' },
    })
  })

  test('killed: the very same lock is left over', () => {
    const killed: Moment = {
      ...during,
      series: /^(single-(?!cluster-tasks)|vzdump-killed-cluster-tasks)/,
      inferred: [rowOf('stale-lock-backup-running-vm-status')],
      at: secondsOf(recordingOf('stale-lock-backup-running-vm-status')),
    }
    expect(locksOf(standing(killed))).toContain('warning lock-left-over guest/121/lock')
  })
})

describeRecorded('a move', () => {
  // The list of tasks of this second equals the one before, and was left out.
  const during4: Moment = {
    resources: 'more-migrate-running-online-local-during-4-resources',
    series: /^more-migrate-running-online-local-during-[0-4]-/,
    node: 'pve5',
    // The list holds guests only: nodes as the same cluster had them a minute before.
    inferred: ['pve5', 'pve6', 'pve7'].map((node) => ({
      id: `node/${node}`,
      type: 'node',
      node,
      status: 'online',
      uptime: 9000,
      maxcpu: 4,
    })),
  }

  test('the guest is on its new node and still locked, the task runs on the old one: it is held, not left over', async () => {
    const world = createWorld()
    world.look(during4)
    const look = world.look({ ...during4, at: secondsOf(recordingOf(during4.resources)) + 720 })
    expect(look.picture.guests.get('521')).toMatchObject({ node: 'pve6', lock: 'migrate' })
    expect(locksOf(look)).toEqual([])
    // Nothing was asked of the new node then: no task runs there but the one that starts the guest, which had ended.
    const reply = await askWhyStuck(look, {
      vmid: '521',
      answers: [],
      inferred: {
        nodeTasks: [],
        qemuConfig: { name: 'mig-run', memory: '32', lock: 'migrate' },
        qemuStatus: { vmid: 521, status: 'running', qmpstatus: 'running', 'running-qemu': '10.0.13', lock: 'migrate' },
      },
      ha: [],
    })
    expect(reply).toMatchObject({ verdict: 'held-by-task', params: { type: 'qmigrate' } })
    expect(reply.stations.find(({ name }) => name === 'task')?.evidence).toMatch(/^UPID:pve5:.*:qmigrate:521:/)
  })
})

describeRecorded('a shutdown that nobody hears', () => {
  const waiting = (later: number): Moment => ({
    resources: 'single-cluster-resources',
    series: /^(single-(?!cluster-tasks)|stuck-shutdown-(vm-pending|cluster-tasks$))/,
    node: 'pve1',
    inferred: [rowOf('stuck-shutdown-vm-status')],
    at: secondsOf(recordingOf('stuck-shutdown-vm-status')) + later,
  })
  const ask = (look: Look) =>
    askWhyStuck(look, {
      vmid: '104',
      answers: ['stuck-shutdown-node-tasks-active', 'stuck-shutdown-vm-status'],
      // Its configuration is the recorded list of pending values; no agent among them.
      inferred: { qemuConfig: { name: 'stuck01', memory: '32', scsi0: 'local:104/vm-104-disk-0.qcow2,size=4M' } },
      ha: [],
    })

  test('at first it only waits, and nobody is alarmed', async () => {
    const look = createWorld().look(waiting(0))
    expect(look.findings.map(line).join()).not.toContain('shutdown-stuck')
    expect(await ask(look)).toMatchObject({ verdict: 'waiting-shutdown', params: { user: 'root@pam!full' } })
  })

  test('then it is the finding, and the answer names its owner, the agent that is off, and no lock file to delete', async () => {
    const look = createWorld().look(waiting(120))
    expect(look.findings.map(line)).toContain('warning shutdown-stuck guest/104')
    const reply = await ask(look)
    expect(reply).toMatchObject({
      verdict: 'guest-ignores-request',
      params: { type: 'qmshutdown', user: 'root@pam!full' },
      fix: 'end-waiting-shutdown',
      missing: [],
    })
    expect(reply.stations.find(({ name }) => name === 'agent')).toMatchObject({ state: 'cause', say: 'off' })
  })

  test('QEMU that leaves its own words out, but at once, is not frozen', async () => {
    // The recorded answer has no QMP fields and took 47 ms; a frozen QEMU makes PVE wait three seconds.
    const look = createWorld().look(waiting(0))
    const reply = await askWhyStuck(look, {
      vmid: '104',
      answers: ['stuck-shutdown-vm-status'],
      inferred: { nodeTasks: [], qemuConfig: { name: 'stuck01', memory: '32' } },
      ha: [],
    })
    expect(reply.verdict).toBe('not-stuck')
  })
})

describeRecorded('containers', () => {
  const at = (status: string, lock: string | undefined): Moment => ({
    resources: 'lxc-resources',
    series: /^lxc-(resources|config)$/,
    node: 'pve8',
    inferred: [{ ...rowOf(status), lock }],
    at: secondsOf(recordingOf(status)),
  })
  const ask = (look: Look, vmid: string, more: Partial<Asking> = {}) =>
    askWhyStuck(look, { vmid, ha: [], answers: [], ...more, inferred: { nodeTasks: [], ...more.inferred } })

  test('running: nothing holds it, and PVE may wait twice the time', async () => {
    const look = createWorld().look(at('lxc-status-current', undefined))
    const reply = await ask(look, '851', { answers: ['lxc-status-current', 'lxc-config'] })
    expect(reply).toMatchObject({ forecast: { will: 'likely', why: 'container', waitsSec: 120 }, missing: [] })
    expect(reply.stations.find(({ name }) => name === 'agent')?.say).toBe('container')
    expect(reply.stations.find(({ name }) => name === 'lock')?.say).toBe('none')
  })

  test.each([
    ['running', 'lxc-lock-running-current', '851'],
    ['stopped', 'lxc-lock-stopped-current', '853'],
  ])('%s and locked: left over, and to be unlocked in a shell', async (_, status, vmid) => {
    const look = standing(at(status, 'backup'))
    expect(locksOf(look)).toContain(`warning lock-left-over guest/${vmid}/lock`)
    const reply = await ask(look, vmid, {
      answers: [status],
      inferred: { lxcConfig: { hostname: 'ct', lock: 'backup' } },
    })
    expect(reply).toMatchObject({ verdict: 'left-over-lock', params: { lock: 'backup' }, missing: [] })
  })

  test('mounted is a state and no broken lock', async () => {
    // "pct mount" was not recorded: the same container with that word, which PVE’s schema names.
    const look = standing(at('lxc-lock-stopped-current', 'mounted'))
    expect(locksOf(look).filter((text) => text.includes('/853'))).toEqual([])
    const reply = await ask(look, '853', {
      answers: ['lxc-lock-stopped-current'],
      inferred: { lxcConfig: { hostname: 'ct', lock: 'mounted' } },
    })
    expect(reply).toMatchObject({ verdict: 'mounted-container', fix: 'unmount-container' })
  })

  test('a shutdown that its init does not hear is waited for, with its owner', async () => {
    const from = createWorld().look(at('lxc-status-current', undefined))
    // The list of this node was not recorded while the task ran; the task is that of the recorded log.
    const reply = await ask(from, '851', {
      answers: ['lxc-status-current', 'lxc-config'],
      inferred: {
        nodeTasks: [
          {
            upid: 'UPID:pve8:000012A9:000CA78E:6B031628:vzshutdown:851:root@pam!full:',
            node: 'pve8',
            type: 'vzshutdown',
            id: '851',
            user: 'root@pam!full',
            starttime: from.now - 40,
            status: 'RUNNING',
          },
        ],
      },
    })
    expect(reply).toMatchObject({ verdict: 'waiting-shutdown', params: { type: 'vzshutdown', seconds: 40 } })
  })
})
