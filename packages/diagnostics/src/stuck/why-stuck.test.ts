import { describe, expect, test } from 'vitest'
import { guest, node, now, quorum, read, storage, task } from '../testing/facts.ts'
import type { ActiveTask, StuckFacts } from './facts.ts'
import { whyStuck } from './why-stuck.ts'

const active = (values: Partial<ActiveTask> = {}): ActiveTask => ({
  upid: 'UPID:alder:1:1:1:qmshutdown:100:lena@pve:',
  type: 'qmshutdown',
  id: '100',
  user: 'lena@pve',
  startedAt: now - 250,
  lastLine: null,
  ...values,
})
const facts = (values: Partial<StuckFacts> = {}): StuckFacts => ({
  now,
  guest: guest(100),
  node: node('alder'),
  quorum: quorum(),
  ha: { service: null, manager: null },
  activeTasks: read([]),
  seesAllTasks: true,
  current: read({ status: 'running', qmpstatus: 'running', qemuAnswers: true, lock: null }),
  config: read({ agent: '1' }),
  agent: read({ answers: true, message: null }),
  storages: [storage('alder', 'local-lvm')],
  recent: [],
  elsewhere: [],
  seesElsewhere: true,
  awayNodes: [],
  lockSince: null,
  ...values,
})
const locked = (lock: string, values: Partial<StuckFacts> = {}) =>
  facts({
    guest: guest(100, { lock, state: 'stopped' }),
    config: read({ agent: '1', lock }),
    lockSince: now - 7200,
    ...values,
  })
const missing = { reason: 'no-right', message: 'Permission check failed (/nodes/alder, Sys.Audit)' } as const

describe('a shutdown that waits', () => {
  test('the guest does not listen: its agent is silent', () => {
    const answer = whyStuck(
      facts({
        activeTasks: read([active()]),
        agent: read({ answers: false, message: 'QEMU guest agent is not running' }),
      }),
    )
    expect(answer).toMatchObject({
      verdict: 'guest-ignores-request',
      fix: 'end-waiting-shutdown',
      params: { user: 'lena@pve', seconds: 250 },
    })
    expect(answer.stations.find((station) => station.state === 'cause')?.name).toBe('agent')
  })
  test('it has only just begun, or the agent answers: it is waiting', () => {
    expect(
      whyStuck(
        facts({ activeTasks: read([active({ startedAt: now - 10 })]), agent: read({ answers: false, message: '' }) }),
      ).verdict,
    ).toBe('waiting-shutdown')
    expect(whyStuck(facts({ activeTasks: read([active()]) })).verdict).toBe('waiting-shutdown')
  })
})

describe('a config lock', () => {
  test('with a living owner is held, and never left over', () => {
    expect(whyStuck(locked('backup', { activeTasks: read([active({ type: 'vzdump' })]) })).verdict).toBe('held-by-task')
    // A backup of many guests does not name them.
    expect(whyStuck(locked('backup', { activeTasks: read([active({ type: 'vzdump', id: '' })]) })).verdict).toBe(
      'held-by-task',
    )
    // A clone is filed under its source.
    expect(whyStuck(locked('clone', { activeTasks: read([active({ type: 'qmclone', id: '900' })]) })).verdict).toBe(
      'held-by-task',
    )
  })
  test('is left over only when everything is proven', () => {
    expect(whyStuck(locked('backup'))).toMatchObject({
      verdict: 'left-over-lock',
      params: { lock: 'backup', seconds: 7200 },
      missing: [],
    })
    expect(whyStuck(locked('backup', { seesAllTasks: false }))).toMatchObject({
      verdict: 'cannot-tell',
      missing: ['others-tasks'],
    })
    expect(whyStuck(locked('backup', { activeTasks: missing })).verdict).toBe('cannot-tell')
    expect(whyStuck(locked('backup', { config: missing })).verdict).toBe('cannot-tell')
    expect(
      whyStuck(
        locked('migrate', {
          ha: { service: { id: 'service:vm:100', type: 'service', crm_state: 'migrate' }, manager: null },
        }),
      ).verdict,
    ).toBe('cannot-tell')
  })
  test('"suspended" is a hibernated guest and "mounted" a mounted container: neither is stuck by mistake', () => {
    expect(whyStuck(locked('suspended')).verdict).toBe('hibernated')
    expect(whyStuck(locked('mounted')).verdict).toBe('mounted-container')
  })
})

test('a node that is away: its task is only listed as running', () => {
  const away = node('alder', { state: 'offline' })
  expect(
    whyStuck(
      facts({ node: away, recent: [task({ state: 'running', endedAt: null, unconfirmed: true, type: 'qmshutdown' })] }),
    ).verdict,
  ).toBe('task-unconfirmed')
  expect(whyStuck(facts({ node: away })).verdict).toBe('node-away')
})

test('without quorum nothing can be started', () => {
  expect(whyStuck(facts({ quorum: quorum({ state: 'lost', present: 1 }) })).verdict).toBe('no-quorum')
})

test('a start that waits on a dead storage', () => {
  const answer = whyStuck(
    facts({
      activeTasks: read([active({ type: 'qmstart' })]),
      storages: [storage('alder', 'nas', { state: 'unknown' })],
    }),
  )
  expect(answer).toMatchObject({ verdict: 'storage-hangs', params: { storage: 'nas' } })
})

test('a frozen QEMU, a full storage, a pause', () => {
  expect(
    whyStuck(facts({ current: read({ status: 'running', qmpstatus: 'running', qemuAnswers: false, lock: null }) }))
      .verdict,
  ).toBe('qemu-frozen')
  expect(
    whyStuck(
      facts({
        current: read({ status: 'running', qmpstatus: 'io-error', qemuAnswers: true, lock: null }),
        storages: [storage('alder', 'local-lvm', { used: 1e12, max: 1e12 })],
      }),
    ),
  ).toMatchObject({ verdict: 'storage-full', params: { storage: 'local-lvm' } })
  expect(
    whyStuck(facts({ current: read({ status: 'running', qmpstatus: 'paused', qemuAnswers: true, lock: null }) }))
      .verdict,
  ).toBe('paused')
})

test('right after a stop PVE’s own clean-up may hold the lock file', () => {
  const failed = task({
    state: 'failed',
    endedAt: now - 12,
    exit: "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
  })
  expect(whyStuck(facts({ recent: [failed] })).verdict).toBe('cleanup-after-stop')
  expect(whyStuck(facts({ recent: [{ ...failed, endedAt: now - 900 }] })).verdict).toBe('cannot-tell')
})

test('later, with all tasks seen and none at work, something else holds the lock file, and only the node can name it', () => {
  const failed = task({
    state: 'failed',
    endedAt: now - 300,
    exit: "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
  })
  expect(whyStuck(facts({ recent: [failed] }))).toMatchObject({ verdict: 'lock-file-held', fix: 'name-lock-holder' })
  expect(whyStuck(facts({ recent: [failed], seesAllTasks: false })).verdict).toBe('cannot-tell')
})

test('HA: an error waits for a person, a dead manager for its node', () => {
  const service = { id: 'service:vm:100', type: 'service', crm_state: 'error', status: 'vm:100 (alder, error)' }
  expect(whyStuck(facts({ ha: { service, manager: null } })).verdict).toBe('ha-error')
  expect(
    whyStuck(
      facts({
        ha: {
          service: { ...service, crm_state: 'request_stop' },
          manager: { id: 'lrm:alder', type: 'lrm', status: 'alder (old timestamp - dead?)' },
        },
      }),
    ).verdict,
  ).toBe('ha-waits')
})

test('nothing is wrong, and nothing was missing', () => {
  expect(whyStuck(facts())).toMatchObject({ verdict: 'not-stuck', missing: [] })
})

describe('a lock whose owner runs on another node', () => {
  const elsewhere = (values: Parameters<typeof task>[0] = {}) =>
    task({ node: 'birch', type: 'qmigrate', subject: '100', state: 'running', endedAt: null, exit: null, ...values })
  test('a migration: the guest is on its new node already, the task still runs on the old one', () => {
    expect(whyStuck(locked('migrate', { elsewhere: [elsewhere()] }))).toMatchObject({
      verdict: 'held-by-task',
      params: { type: 'qmigrate' },
    })
  })
  test('a clone is filed under its source, and runs where that lies', () => {
    const clone = elsewhere({ type: 'qmclone', subject: '900' })
    expect(whyStuck(locked('clone', { elsewhere: [clone] })).verdict).toBe('held-by-task')
  })
  test('its node is away, or tasks are hidden: nothing is proven', () => {
    const gone = elsewhere({ unconfirmed: true })
    expect(whyStuck(locked('migrate', { elsewhere: [gone], awayNodes: ['birch'] }))).toMatchObject({
      verdict: 'task-unconfirmed',
      params: { node: 'birch' },
    })
    expect(whyStuck(locked('migrate', { awayNodes: ['birch'] }))).toMatchObject({
      verdict: 'cannot-tell',
      missing: ['away-nodes'],
    })
    expect(whyStuck(locked('migrate', { seesElsewhere: false })).missing).toEqual(['tasks-elsewhere'])
    expect(whyStuck(locked('backup', { seesElsewhere: false, awayNodes: ['birch'] })).verdict).toBe('left-over-lock')
  })
  test('a backup of many guests on another node is none of its business', () => {
    const other = elsewhere({ type: 'vzdump', subject: '' })
    expect(whyStuck(locked('backup', { elsewhere: [other] })).verdict).toBe('left-over-lock')
  })
})

test('what was being made and broke off is not mended by taking its lock away', () => {
  for (const word of ['create', 'clone', 'import'])
    expect(whyStuck(locked(word))).toMatchObject({ verdict: 'half-made', fix: 'remove-half-made-guest' })
})

test('an open console holds nothing', () => {
  const console = active({ type: 'vncproxy', startedAt: now - 4000 })
  expect(whyStuck(facts({ activeTasks: read([console]) })).verdict).toBe('not-stuck')
  expect(whyStuck(facts({ activeTasks: read([console, active()]) })).verdict).toBe('waiting-shutdown')
})

test('an io-error is called a full storage only where one is seen to be full', () => {
  const current = read({ status: 'running', qmpstatus: 'io-error', qemuAnswers: true, lock: null })
  expect(whyStuck(facts({ current })).verdict).toBe('io-error')
})

test('HA: a service that it ignores is not managed, and one whose error is being cleared is not in error', () => {
  const of = (state: string) => ({
    service: { id: 'service:vm:100', type: 'service', crm_state: 'error', state },
    manager: null,
  })
  expect(whyStuck(facts({ ha: of('ignored') })).verdict).toBe('not-stuck')
  expect(whyStuck(facts({ ha: of('clearing error flag') })).verdict).toBe('ha-waits')
})
