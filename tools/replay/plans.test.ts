import { expect, test } from 'vitest'
import { administrator, planFrom } from './plan.ts'
import { dataOf, recordingOf, secondsOf } from './recordings.ts'
import { describeRecorded } from './say.ts'
import type { Asking } from './stuck.ts'
import { createWorld, rowOf, type Look, type Moment } from './world.ts'

/** What the product would have planned at recorded moments, held against what PVE then really did. */

const version = { version: '9.2.11', release: '9.2', repoid: '14a22df35955d97d' }
/** How PVE ended the task of a recording. */
const ended = (name: string) => Object(dataOf('taskStatus', recordingOf(`${name}-taskstatus`)))['exitstatus']
const configured = (values: Record<string, string>) => ({
  qemuConfig: { ...values, digest: 'd1' },
  qemuPending: Object.entries(values).map(([key, value]) => ({ key, value })),
})
const actOf = (plan: Awaited<ReturnType<typeof planFrom>>) => plan.steps.map((step) => [step.id, step.act])

describeRecorded('a shutdown that nobody hears', () => {
  const waiting: Moment = {
    resources: 'single-cluster-resources',
    series: /^(single-(?!cluster-tasks)|stuck-shutdown-(vm-pending|cluster-tasks$))/,
    node: 'pve1',
    inferred: [rowOf('stuck-shutdown-vm-status')],
    at: secondsOf(recordingOf('stuck-shutdown-vm-status')) + 40,
  }
  const rescue = (more: Partial<Parameters<typeof planFrom>[1]> = {}) =>
    planFrom(createWorld().look(waiting), {
      runbook: 'guest-rescue',
      input: { vmid: 104, after: 'off' },
      vmid: '104',
      answers: ['stuck-shutdown-node-tasks-active', 'stuck-shutdown-vm-status', 'stuck-shutdown-vm-pending'],
      ha: [],
      ...more,
      // Its configuration is the recorded list of pending values; the version is that of all recordings.
      inferred: { qemuConfig: { name: 'stuck01', memory: '32' }, nodeVersion: version, ...more.inferred },
    })

  test('of one’s own: one call overrules it, as it did then', async () => {
    const plan = await rescue()
    expect(plan.blockedBy).toEqual([])
    expect(plan.told).toEqual(expect.arrayContaining(['ok task', 'ok way', 'ok own', 'ok answers']))
    expect(plan.missing).toEqual([])
    expect(plan.steps[1]?.act).toMatchObject({
      method: 'POST',
      path: '/nodes/pve1/qemu/104/status/stop',
      parameters: { 'overrule-shutdown': '1' },
    })
    expect(ended('stop-overrule-shutdown')).toBe('OK')
  })

  test('of somebody else: Sys.Modify on the node is named, without which PVE ignored the wish and failed', async () => {
    const op = { '/vms/104': { 'VM.PowerMgmt': 1, 'VM.Audit': 1 }, '/nodes/pve1': { 'Sys.Audit': 1 } }
    const plan = await rescue({ user: 'op@pve', rights: op })
    expect(plan.missing).toEqual(['/nodes/pve1 Sys.Modify'])
    expect(plan.told).not.toContain('ok own')
    expect(ended('stop-overrule-shutdown-other-user')).toMatch(/got timeout/)
  })

  test('on a release before 8.2: two calls, the waiting task first', async () => {
    const plan = await rescue({ inferred: { nodeVersion: { ...version, version: '8.1.4', release: '8.1' } } })
    expect(actOf(plan)).toMatchObject([
      ['look-again', { kind: 'look' }],
      ['end-task', { method: 'DELETE', path: expect.stringMatching(/^\/nodes\/pve1\/tasks\/UPID.*qmshutdown/) }],
      ['stop', { path: '/nodes/pve1/qemu/104/status/stop', parameters: {} }],
      ['stays-off', { kind: 'look' }],
    ])
  })

  test.each(['stop', 'shutdown', 'reset', 'reboot'] as const)('a plain %s is sent to the rescue', async (action) => {
    const plan = await rescue({ runbook: 'guest-power', input: { vmid: 104, action } })
    expect(plan.blockedBy).toEqual(['task'])
    expect(plan.checks.find(({ id }) => id === 'task')?.says.key).toBe('power.shutdown-waits')
  })
})

/** The node as it was when it was empty, with the locked guest (docs of locks.test.ts). */
const locked = (status: string, lock: string): Moment => ({
  resources: 'single-cluster-resources',
  series: /^single-/,
  node: 'pve1',
  inferred: [{ ...rowOf(status), lock }],
  at: secondsOf(recordingOf(status)),
})
function standing(moment: Moment): Look {
  const world = createWorld()
  world.look(moment)
  return world.look({ ...moment, at: (moment.at ?? 0) + 720 })
}
/** The configuration carries the same word as the list. */
const lockLine = (look: Look, vmid: number): Record<string, string> => {
  const lock = look.picture.guests.get(String(vmid))?.lock ?? null
  return lock === null ? {} : { lock }
}
type More = Partial<Parameters<typeof planFrom>[1]>
const on = (look: Look, runbook: string, vmid: number, status: string, more: More = {}) =>
  planFrom(look, {
    runbook,
    input: { vmid },
    vmid: String(vmid),
    answers: [status],
    ha: [],
    ...more,
    inferred: {
      nodeTasks: [],
      qemuSnapshots: [],
      ...configured({ name: 'g', memory: '32', ...lockLine(look, vmid) }),
      ...more.inferred,
    },
  })

describeRecorded('a config lock', () => {
  const stale = () => standing(locked('lock-backup-vm-status', 'backup'))

  test('without an owner is proven so, and cleared with the digest by root’s ticket', async () => {
    const plan = await on(stale(), 'guest-clear-lock', 105, 'lock-backup-vm-status')
    expect(plan).toMatchObject({ blockedBy: [], needsRoot: true })
    expect(plan.told).toContain('ok owner')
    expect(plan.steps[0]?.act).toMatchObject({
      method: 'PUT',
      path: '/nodes/pve1/qemu/105/config',
      parameters: { delete: 'lock', skiplock: '1', digest: 'd1' },
    })
  })

  test('is not called ownerless where the tasks of others are hidden', async () => {
    const rights = { '/vms/105': { 'VM.Audit': 1 } }
    const plan = await on(stale(), 'guest-clear-lock', 105, 'lock-backup-vm-status', { rights })
    expect(plan.blockedBy).toEqual(['owner'])
    expect(plan.checks.find(({ id }) => id === 'owner')?.says.params?.['missing']).toBe('others-tasks')
  })

  test.each(['create', 'clone', 'import'])(
    '"%s" is half made: deleting it is planned, unlocking is not',
    async (lock) => {
      const look = standing(locked('lock-create-status', lock))
      const status = 'lock-create-status'
      const vmid = Number([...look.picture.guests.values()].find((guest) => guest.lock === lock)?.vmid)
      const inferred = { qemuStatus: { vmid, status: 'stopped', qmpstatus: 'stopped', lock } }
      expect((await on(look, 'guest-clear-lock', vmid, status, { inferred })).blockedBy).toEqual(['half-made'])
      const removal = await on(look, 'guest-delete', vmid, status, { inferred })
      expect(removal.blockedBy).toEqual([])
      expect(removal.steps.map(({ id }) => id)).toEqual(['clear', 'destroy'])
    },
  )

  test('"suspended" is no lock to clear: resumed, or discarded with the name typed', async () => {
    const look = standing(locked('suspend-todisk-status', 'suspended'))
    const config = dataOf('qemuConfig', recordingOf('suspend-todisk-config'))
    const inferred = { qemuConfig: config, qemuPending: [] }
    expect((await on(look, 'guest-clear-lock', 110, 'suspend-todisk-status', { inferred })).blockedBy).toEqual(['lock'])
    const discard = await on(look, 'guest-discard-hibernation', 110, 'suspend-todisk-status', { inferred })
    expect(discard).toMatchObject({ blockedBy: [], needsRoot: false, impact: { data: 'lost' } })
    expect(discard.confirm).not.toBeNull()
    expect(discard.steps[0]?.act).toMatchObject({ method: 'PUT', parameters: { delete: 'vmstate' } })
    const input = { vmid: 110, action: 'start' }
    const start = await on(look, 'guest-power', 110, 'suspend-todisk-status', { inferred, input })
    expect(start.blockedBy).toEqual([])
  })

  test.each([
    ['shutdown', 'lock-backup-running-shutdown'],
    ['stop', 'lock-backup-running-stop'],
    ['reset', 'lock-backup-running-reset'],
  ] as const)('of a running guest stops a %s before PVE refuses it', async (action, recorded) => {
    expect(ended(recorded)).toBe('VM is locked (backup)')
    const look = standing(locked('lock-backup-running-vm-status', 'backup'))
    const input = { vmid: 105, action }
    const plan = await on(look, 'guest-power', 105, 'lock-backup-running-vm-status', { input })
    expect(plan.blockedBy).toEqual(['lock'])
  })

  test('of a stopped guest hinders no stop, which there is nothing to do for, and hinders a start', async () => {
    const stop = { input: { vmid: 105, action: 'stop' } }
    expect((await on(stale(), 'guest-power', 105, 'lock-backup-vm-status', stop)).blockedBy).toEqual([])
    expect(ended('lock-backup-stop-stopped')).toBe('OK')
    const start = { input: { vmid: 105, action: 'start' } }
    expect((await on(stale(), 'guest-power', 105, 'lock-backup-vm-status', start)).blockedBy).toEqual(['lock'])
    expect(ended('lock-backup-start')).toBe('VM is locked (backup)')
  })
})

describeRecorded('a backup under way', () => {
  const upid = 'UPID:pve1:00001460:0004B0D7:6B0301C4:vzdump:121:root@pam!full:'
  const during: Moment = {
    resources: 'single-cluster-resources',
    series: /^(single-(?!cluster-tasks)|vzdump-during-cluster-tasks)/,
    node: 'pve1',
    inferred: [rowOf('vzdump-during-status')],
    at: secondsOf(recordingOf('vzdump-during-cluster-tasks')),
  }
  // The node's own list was not recorded at this moment: it has the task of the recorded log, with the token in the user.
  const living = (look: Look) => [
    {
      upid,
      node: 'pve1',
      type: 'vzdump',
      id: '121',
      user: 'root@pam!full',
      starttime: look.now - 10,
      status: 'RUNNING',
    },
  ]
  const plan = (runbook: string, more: More = {}) => {
    const look = standing(during)
    return on(look, runbook, 121, 'vzdump-during-status', { ...more, inferred: { nodeTasks: living(look) } })
  }

  test('keeps its lock, and its owner is named', async () => {
    const refused = await plan('guest-clear-lock')
    expect(refused.blockedBy).toEqual(['owner'])
    expect(refused.checks.find(({ id }) => id === 'owner')?.says).toEqual({
      key: 'lock.held',
      params: { lock: 'backup', type: 'vzdump', user: 'root@pam!full' },
    })
  })

  test('is ended politely by who may, and by a signal by who started it', async () => {
    const polite = await plan('guest-end-task', { input: { vmid: 121, upid } })
    expect(polite).toMatchObject({ blockedBy: [], missing: [] })
    expect(polite.steps[0]?.act).toMatchObject({
      method: 'POST',
      path: '/nodes/pve1/vzdump',
      parameters: { stop: '1' },
    })
    const rights = { '/': { 'VM.Audit': 1, 'VM.Backup': 1 } }
    const own = await plan('guest-end-task', { input: { vmid: 121, upid }, rights })
    expect(own.missing).toEqual([])
    expect(own.steps[0]?.act).toMatchObject({ method: 'DELETE' })
    const others = await plan('guest-end-task', { input: { vmid: 121, upid }, rights, user: 'op@pve' })
    expect(others.missing).toEqual(['/nodes/pve1 Sys.Modify'])
  })
})

describeRecorded('a cluster without quorum', () => {
  const minority = () => {
    const world = createWorld()
    world.look({ resources: 'cl-minority-from-pve2-resources', series: /^cl-minority-from-pve2-/, node: 'pve2' })
    return world.look({
      resources: 'cl-minority2-from-pve2-resources',
      series: /^cl-minority2-from-pve2-/,
      node: 'pve2',
    })
  }
  const of = (runbook: string, vmid: number, status: 'running' | 'stopped', more: More = {}) =>
    planFrom(minority(), {
      runbook,
      input: { vmid },
      vmid: String(vmid),
      answers: ['noquorum-get-nodes-pve2-qemu-202-config'],
      ...more,
      inferred: {
        nodeTasks: [],
        qemuPending: [],
        qemuStatus: { vmid, status, qmpstatus: status, 'running-qemu': '10.0.13', ha: { managed: 0 } },
        storageContent: [],
        ...more.inferred,
      },
    })

  test('a delete is refused: PVE accepted it, destroyed the disks and failed', async () => {
    expect(recordingOf('noquorum-vm-delete').status).toBe(200)
    expect(JSON.stringify(recordingOf('noquorum-vm-delete-tasklog').body)).toContain('Permission denied')
    const plan = await of('guest-delete', 202, 'stopped')
    expect(plan.blockedBy).toEqual(['quorum'])
    expect(plan.steps).toEqual([])
  })

  test('a start is refused, and a shutdown and a stop are not: they worked', async () => {
    expect(recordingOf('noquorum-vm-start').reason).toContain('no quorum')
    expect((await of('guest-power', 202, 'stopped', { input: { vmid: 202, action: 'start' } })).blockedBy).toEqual([
      'quorum',
    ])
    const config = { inferred: configured({ name: 'c', memory: '32' }) }
    for (const action of ['shutdown', 'stop'] as const) {
      const plan = await of('guest-power', 200, 'running', { ...config, input: { vmid: 200, action } })
      expect(plan.blockedBy, action).toEqual([])
      expect(JSON.stringify(recordingOf(`noquorum-vm-${action}-tasklog`).body)).toContain('TASK OK')
    }
  })
})

describeRecorded('a guest under HA', () => {
  const at = (step: string): Moment => ({
    resources: `${step}-resources`,
    series: /^ha-.*-(cluster-status|status-current|ha-resources|cluster-tasks|resources)$/,
    node: 'pve5',
  })
  const look = (...steps: string[]): Look => {
    const world = createWorld()
    return steps.map((step) => world.look(at(step))).at(-1) ?? world.look(at('ha-before'))
  }
  const of = (from: Look, vmid: number, asking: Omit<More, 'vmid'> & Pick<Asking, 'answers'>) =>
    planFrom(from, {
      runbook: 'guest-power',
      input: { vmid, action: 'shutdown' },
      ...asking,
      vmid: String(vmid),
      inferred: {
        nodeTasks: [],
        ...configured({ name: 'ha', memory: '32' }),
        nodeVersion: version,
        ...asking.inferred,
      },
    })
  const managed = (vmid: number, state: string) => ({
    qemuStatus: { vmid, status: 'running', qmpstatus: 'running', 'running-qemu': '10.0.13', ha: { managed: 1, state } },
  })

  test('is shut down HA’s way, which is said to end in a stop', async () => {
    const plan = await of(look('ha-add-first-w4'), 510, { answers: [], inferred: managed(510, 'started') })
    expect(plan.blockedBy).toEqual([])
    expect(plan.told).toContain('ok ha')
    expect(plan.impact).toMatchObject({ data: 'unsaved-work', says: { key: 'power.ha-shutdown-forces' } })
  })

  test('that is deaf: two calls, and no overruling, which PVE refuses for HA', async () => {
    const waiting = look('ha-shutdown-dead-w0', 'ha-shutdown-dead-during')
    const plan = await planFrom(waiting, {
      runbook: 'guest-rescue',
      input: { vmid: 512, after: 'off' },
      vmid: '512',
      answers: ['ha-shutdown-dead-tasks-active'],
      inferred: { ...configured({ name: 'ha', memory: '32' }), ...managed(512, 'request_stop'), nodeVersion: version },
    })
    expect(plan.blockedBy).toEqual([])
    expect(plan.steps.map(({ id }) => id)).toEqual(['look-again', 'end-task', 'stop', 'stays-off'])
    expect(plan.checks.find(({ id }) => id === 'way')?.says.key).toBe('rescue.by-ha')
  })

  test('in its error state takes nothing but the way out of it, for which Sys.Console is needed', async () => {
    const failed = look('ha-error-after-commands-w0')
    const answers = ['ha-error-current']
    const input = { vmid: 513, action: 'start' }
    expect((await of(failed, 513, { answers, input })).blockedBy).toEqual(['ha'])
    const { 'Sys.Console': _, ...rest } = administrator['/']
    const rights = { '/': rest }
    const clear = { runbook: 'ha-clear-error', input: { vmid: 513, wanted: 'started' }, answers }
    const plan = await of(failed, 513, clear)
    expect(plan).toMatchObject({ blockedBy: [], missing: [] })
    expect(actOf(plan)).toMatchObject([
      ['disable', { method: 'PUT', path: '/cluster/ha/resources/vm%3A513', parameters: { state: 'disabled' } }],
      ['wanted', { method: 'PUT', parameters: { state: 'started' } }],
    ])
    expect((await of(failed, 513, { ...clear, rights })).missing).toEqual(['/ Sys.Console'])
    // What came of it then, two seconds after it had been disabled.
    const hasError = (name: string) => JSON.stringify(recordingOf(name).body).includes('"hastate":"error"')
    expect(['ha-error-after-commands-w0-resources', 'ha-error-disabled-w1-resources'].map(hasError)).toEqual([
      true,
      false,
    ])
  })
})

describeRecorded('containers', () => {
  const at = (status: string, lock: string): Moment => ({
    resources: 'lxc-resources',
    series: /^lxc-(resources|config)$/,
    node: 'pve8',
    inferred: [{ ...rowOf(status), lock }],
    at: secondsOf(recordingOf(status)),
  })
  const of = (status: string, vmid: number, more: More & { lock?: string } = {}) => {
    const { lock = 'backup', ...rest } = more
    return planFrom(standing(at(status, lock)), {
      runbook: 'guest-clear-lock',
      input: { vmid },
      vmid: String(vmid),
      answers: [status],
      ha: [],
      ...rest,
      inferred: { nodeTasks: [], lxcConfig: { hostname: 'ct', lock, digest: 'd1' }, lxcPending: [], ...rest.inferred },
    })
  }

  test('are unlocked in a shell of their node: PVE refused every call', async () => {
    expect(recordingOf('lxc-unlock-ticket-skiplock').status).toBe(400)
    const plan = await of('lxc-lock-running-current', 851)
    expect(plan).toMatchObject({ blockedBy: [], needsRoot: false })
    expect(plan.steps[0]?.act).toEqual({ kind: 'shell', node: 'pve8', command: 'pct unlock 851', by: 'hand' })
  })

  test('that are mounted are unmounted, which takes the lock away', async () => {
    const current = { ...Object(dataOf('lxcStatus', recordingOf('lxc-lock-stopped-current'))), lock: 'mounted' }
    const plan = await of('lxc-lock-stopped-current', 853, { lock: 'mounted', inferred: { lxcStatus: current } })
    expect(plan.blockedBy).toEqual([])
    expect(plan.steps[0]?.act).toEqual({ kind: 'shell', node: 'pve8', command: 'pct unmount 853', by: 'hand' })
  })

  test('with a lock are not restarted: PVE shut one down and could not start it', async () => {
    expect(ended('lxc-lock-running-reboot')).toMatch(/startup for container '851' failed/)
    const more = { runbook: 'guest-power', input: { vmid: 851, action: 'reboot' } }
    expect((await of('lxc-lock-running-current', 851, more)).blockedBy).toEqual(['lock', 'restart'])
  })
})

describeRecorded('a guest that stands at a full disk', () => {
  /** No status of the cluster and no configuration was recorded in this story; the story made the guests so. */
  const disk = (vmid: number) => ({ name: 'full', scsi0: `small:${vmid}/vm-${vmid}-disk-0.qcow2,size=64M` })
  const of = (step: string, vmid: number, action: string) =>
    planFrom(
      createWorld().look({
        resources: `io-error${step}-resources`,
        series: new RegExp(`^io-error${step}-(resources|storage-list)$`),
        node: 'pve8',
        configs: { [vmid]: disk(vmid) },
      }),
      {
        runbook: 'guest-power',
        input: { vmid, action },
        vmid: String(vmid),
        answers: [`io-error${step}-current`],
        inferred: { nodeTasks: [], ...configured(disk(vmid)) },
      },
    )

  test('hears no shutdown, would lose by a reset, and may be switched off', async () => {
    expect(ended('io-error-reboot')).toMatch(/got timeout/)
    for (const action of ['shutdown', 'reboot', 'reset', 'pause', 'start'])
      expect((await of('', 800, action)).blockedBy, action).toEqual(['state'])
    expect((await of('', 800, 'stop')).blockedBy).toEqual([])
  })

  test('is resumed after room was made; before, it is said that it would stop again at once', async () => {
    expect((await of('', 800, 'resume')).told).toContain('warning storage')
    const freed = await of('-freed-not-resumed', 810, 'resume')
    expect(freed.blockedBy).toEqual([])
    expect(freed.told).not.toContain('warning storage')
  })
})
