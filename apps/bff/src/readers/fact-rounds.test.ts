import { PveError, type PveApi } from '@steward/pve-client'
import { assemble, emptyPicture } from '@steward/snapshot'
import { expect, test } from 'vitest'
import { diagnosisRounds, storeOf } from './fact-rounds.ts'
import { createHangGuard } from './hang-guard.ts'
import { nothingGathered, type RoundContext } from './rounds.ts'

const picture = assemble(
  {
    now: 10_000,
    resources: [
      { id: 'node/alder', type: 'node', node: 'alder', status: 'online', uptime: 9000 },
      ...[100, 101, 102].map((vmid) => ({
        id: `qemu/${vmid}`,
        type: 'qemu',
        vmid,
        node: 'alder',
        status: vmid === 102 ? 'stopped' : 'running',
        uptime: 9000,
      })),
    ],
    status: null,
    tasks: null,
    ha: null,
    configNodes: null,
    qdevice: null,
    answers: [],
    nodeDetails: new Map(),
    guestConfigs: new Map(),
  },
  emptyPicture,
)
const drive = { ide2: 'local-lvm:vm-1-cloudinit,media=cdrom' }

/** Three guests with these configurations; calls are answered by name, or refused. */
function setUp(configs: Record<string, Record<string, string>>, answers: Record<string, unknown>) {
  const asked: string[] = []
  const gathered = nothingGathered()
  for (const [id, values] of Object.entries(configs))
    storeOf(gathered.facts, 'guestConfigs').read.set(id, { value: { values, pending: [] }, readAt: 1, call: 'x' })
  // Only the calls that these rounds make.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const api = {
    call: async (name: string) => {
      asked.push(name)
      const answer = answers[name]
      if (answer instanceof Error) throw answer
      return { data: answer }
    },
  } as unknown as PveApi
  const context: RoundContext = {
    api,
    signal: new AbortController().signal,
    nowSec: () => 10_000,
    picture,
    gathered,
    endpoints: new Set(),
    mainEndpoint: null,
    guard: createHangGuard({ now: () => 10_000_000, figuresMovedAt: () => null }),
  }
  const round = (id: string) => diagnosisRounds.find((one) => one.id === id)
  const valueOf = (id: 'agents' | 'cloudInit') => gathered.facts.get(id)?.read.get('100')?.value
  return { asked, context, round, valueOf }
}

test('cloud-init is asked for of running guests that are known to have the drive', async () => {
  const { context, round, valueOf } = setUp(
    { 100: drive, 101: {}, 102: drive },
    { qemuCloudinit: [{ key: 'ciuser', value: 'a', pending: 'b' }] },
  )
  expect(round('cloudInit')?.targets(context)).toEqual(['100'])
  await round('cloudInit')?.read('100', context)
  expect(valueOf('cloudInit')).toEqual([{ key: 'ciuser', value: 'a', pending: 'b' }])
})

test('the kernel is asked for only where a device was handed through', async () => {
  const answers = { agentPing: {}, agentOsinfo: { result: { 'kernel-release': '6.8.0-1012-kvm' } } }
  const plain = setUp({ 100: {} }, answers)
  await plain.round('agents')?.read('100', plain.context)
  expect(plain.asked).toEqual(['agentPing'])
  expect(plain.valueOf('agents')).toMatchObject({ answers: true, kernel: null })
  const handed = setUp({ 100: { hostpci0: '0000:01:00.0' } }, answers)
  await handed.round('agents')?.read('100', handed.context)
  expect(handed.valueOf('agents')).toMatchObject({ answers: true, kernel: '6.8.0-1012-kvm' })
})

test('an agent that answers but does not tell its kernel is not called silent', async () => {
  const refused = new PveError({
    kind: 'failed',
    reason: 'command disabled',
    call: 'agentOsinfo',
    path: '/x',
    retryable: false,
  })
  for (const agentOsinfo of [refused, { result: { error: { class: 'CommandNotFound' } } }, { result: {} }]) {
    const { context, round, valueOf } = setUp({ 100: { usb0: 'host=1a86:55d4' } }, { agentPing: {}, agentOsinfo })
    await round('agents')?.read('100', context)
    expect(valueOf('agents')).toMatchObject({ answers: true, kernel: null })
  }
})
