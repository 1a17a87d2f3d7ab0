import type { ClusterFacts } from '@steward/contracts'
import type { CallName } from '@steward/pve-client'
import { assemble, emptyPicture, type NodeAnswer, type Picture, type Readings } from '@steward/snapshot'
import { expect, test } from 'vitest'
import { findTroubles, judge } from '../apps/web/src/pages/overview/judge.ts'
import { dataOf, exists, recordingOf, refusalOf, secondsOf } from './replay/recordings.ts'
import { describeRecorded } from './replay/say.ts'

/** Answers of a real cluster, through the client's schemas and the snapshot, up to the sentence on the overview. */

/** A recorded answer as the client would hand it over; null where PVE refused or nothing was recorded. */
function answer<T>(call: CallName, name: string): T | null {
  if (!exists(name)) return null
  const recording = recordingOf(name)
  // The schema of the call gave it the shape that the snapshot takes.
  return refusalOf(recording) === null ? (dataOf(call, recording) as T) : null
}

type Story = { resources: string; prefix: string; node: string; tasks?: string }

function readingsOf({ resources, prefix, node }: Story): Readings {
  const status = answer<Readings['status']>('clusterStatus', `${prefix}-cluster-status`)
  const ha = answer<Readings['ha']>('clusterHaStatus', `${prefix}-ha-status`)
  const now = secondsOf(recordingOf(resources))
  const answers: NodeAnswer[] = [{ node, status, ha, readAt: now, notAsked: status === null ? 'no-right' : null }]
  return {
    now,
    resources: answer('clusterResources', resources),
    status,
    tasks: answer('clusterTasks', `${prefix}-cluster-tasks`),
    ha,
    configNodes: answer('clusterConfigNodes', `${prefix}-config-nodes`),
    qdevice: {},
    answers,
    nodeDetails: new Map(),
    guestConfigs: new Map(),
  }
}

const look = (story: Story, before: Picture = emptyPicture) => assemble(readingsOf(story), before)

/** The sentence's key, as the overview would choose it. */
function verdictOf(picture: Picture) {
  const cluster: ClusterFacts = {
    id: 'real',
    at: 1000,
    name: 'real',
    singleNode: picture.quorum.state === 'single-node',
    quorum: picture.quorum,
    version: '9.2.11',
    parts: [{ part: 'resources', readAt: 1, error: null }],
    connection: { state: 'connected', since: 1 },
    requestsPerMinute: 1,
    freeze: null,
    requestBudget: 120,
  }
  const seen = {
    cluster,
    guests: [...picture.guests.values()],
    nodes: [...picture.nodes.values()],
    storages: [...picture.storages.values()],
    tasks: [...picture.tasks.values()],
  }
  const troubles = findTroubles(seen)
  return { verdict: judge(seen, troubles), troubles }
}

describeRecorded('what a real cluster answered', () => {
  test('healthy: all three vote, nothing is unknown', () => {
    const picture = look({ resources: 'cl-healthy-from-pve3-resources', prefix: 'cl-healthy-from-pve3', node: 'pve3' })
    expect(picture.quorum).toMatchObject({ state: 'quorate', expected: 3, needed: 2, present: 3, mayFail: 1 })
    expect([...picture.nodes.values()].every((node) => node.state === 'online')).toBe(true)
    expect([...picture.guests.values()].filter((guest) => guest.state === 'unknown')).toEqual([])
    expect(verdictOf(picture).verdict.worst).toBe('fine')
  })

  test('majority after a network cut: one node gone, its guests unknown at once, changes still possible', () => {
    const healthy = look({ resources: 'cl-healthy-from-pve3-resources', prefix: 'cl-healthy-from-pve3', node: 'pve3' })
    const picture = look(
      { resources: 'cl-majority-from-pve3-resources', prefix: 'cl-majority-from-pve3', node: 'pve3' },
      healthy,
    )
    expect(picture.quorum).toMatchObject({ state: 'quorate', present: 2, mayFail: 0 })
    expect(picture.nodes.get('pve2')?.state).toBe('offline')
    const lost = [...picture.guests.values()].filter((guest) => guest.node === 'pve2')
    expect(lost.length).toBeGreaterThan(0)
    expect(
      lost.every((guest) => guest.state === 'unknown' && guest.unknown === 'node-offline' && guest.name !== null),
    ).toBe(true)
    expect(verdictOf(picture).verdict.key).toBe('nodesGone')
  })

  test('majority five minutes later: the names are still there', () => {
    const healthy = look({ resources: 'cl-healthy-from-pve3-resources', prefix: 'cl-healthy-from-pve3', node: 'pve3' })
    const picture = look(
      {
        resources: 'cl-majority-after5min-from-pve3-resources',
        prefix: 'cl-majority-after5min-from-pve3',
        node: 'pve3',
      },
      healthy,
    )
    expect([...picture.guests.values()].filter((guest) => guest.node === 'pve2').map((guest) => guest.name)).toContain(
      'c-web',
    )
    expect(verdictOf(picture).verdict.key).toBe('nodesGone')
  })

  test('minority: the quorum is lost, and that is the first thing said', () => {
    const picture = look({
      resources: 'cl-minority-from-pve2-resources',
      prefix: 'cl-minority-from-pve2',
      node: 'pve2',
    })
    expect(picture.quorum).toMatchObject({ state: 'lost', mayFail: 0 })
    expect(verdictOf(picture).verdict).toMatchObject({ key: 'quorumLost', worst: 'critical' })
  })

  test('dead node', () => {
    const picture = look({
      resources: 'cl-pve4-dead-from-pve2-resources',
      prefix: 'cl-pve4-dead-from-pve2',
      node: 'pve2',
    })
    expect(picture.nodes.get('pve4')?.state).toBe('offline')
    expect(verdictOf(picture).verdict.key).toBe('nodesGone')
  })

  test('a token without rights is never an empty, healthy cluster', () => {
    const picture = look({ resources: 'reader-privsep-resources', prefix: 'reader-privsep', node: 'pve1' })
    expect(picture.quorum).toMatchObject({ state: 'unknown', unknown: 'no-right' })
    expect([...picture.nodes.values()].every((node) => node.unknown === 'no-right')).toBe(true)
    expect(verdictOf(picture).verdict).toMatchObject({ key: 'noRights', worst: 'unknown' })
  })

  test('a guest whose storage is full is paused by QEMU: critical, and not "running"', () => {
    const picture = look({ resources: 'io-error-after-resume-full-resources', prefix: 'none', node: 'pve1' })
    expect([...picture.guests.values()].some((guest) => guest.state === 'io-error')).toBe(true)
    expect(
      verdictOf(picture).troubles.some((trouble) => trouble.kind === 'ioError' && trouble.severity === 'critical'),
    ).toBe(true)
  })

  test('a storage that hangs: five minutes later everything on the node is unknown, with that reason', () => {
    const before = look({ resources: 'dead-storage-before-resources', prefix: 'none', node: 'pve1' })
    const picture = look({ resources: 'dead-storage-t345-resources', prefix: 'none', node: 'pve1' }, before)
    const unknown = [...picture.guests.values()].filter((guest) => guest.state === 'unknown')
    expect(unknown.length).toBeGreaterThan(0)
    expect(unknown.every((guest) => guest.name !== null)).toBe(true)
  })
})
