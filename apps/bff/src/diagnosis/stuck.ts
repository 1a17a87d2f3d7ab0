import type { GuestRow, QuorumFacts, StuckReply } from '@steward/contracts'
import {
  agentEnabled,
  dataDisksOf,
  haStanceOf,
  isMissing,
  shutdownForecast,
  whyStuck,
  type ActiveTask,
  type Current,
  type HaRow,
  type Missing,
  type Read,
  type StuckFacts,
} from '@steward/diagnostics'
import { PveError, type PveApi } from '@steward/pve-client'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Feed } from '../readers/feed.ts'
import { may, type Eyes, type Rights } from '../services/visibility.ts'
import type { Diagnosis } from './diagnosis.ts'

/** What of a sight the walk looks at. */
export type StuckSight = {
  feed: Pick<Feed, 'picture' | 'readings'>
  view: { eyes: Pick<Eyes, 'row'> }
  diagnosis: Pick<Diagnosis, 'lockSince'>
  facts(): { quorum: QuorumFacts }
}
type Ask = {
  cluster: { guard: Pick<Cluster['guard'], 'run'> }
  sight: StuckSight
  api: Pick<PveApi, 'call'>
  rights: Rights
  vmid: string
  clock: Pick<Clock, 'now'>
}
const callMs = 9000
/** PVE gives QEMU three seconds to answer. */
const frozenAfterMs = 2500

/** Reads what the walk needs with the person's own ticket, at this moment, and judges it. */
export async function readStuck({ cluster, sight, api, rights, vmid, clock }: Ask): Promise<StuckReply> {
  const picture = sight.feed.picture()
  const row = picture.guests.get(vmid)
  const guest = row ? sight.view.eyes.row.guests(row) : null
  if (!guest) throw new AppError('not-found', `There is no guest ${vmid} that you may see.`)
  const node = picture.nodes.get(guest.node) ?? null
  const tasks = [...picture.tasks.values()].flatMap((task) => sight.view.eyes.row.tasks(task) ?? [])
  const options = { signal: AbortSignal.timeout(callMs) }
  const place = { node: guest.node, vmid: guest.vmid }
  const answers = node?.state === 'online'
  const attempt = <T>(call: string, read: () => Promise<T>): Promise<Read<T> | Missing> =>
    answers ? tried(call, read, clock) : Promise.resolve(away(guest.node))
  const [activeTasks, current, config] = await Promise.all([
    attempt(`GET /nodes/${guest.node}/tasks?source=active`, async () =>
      (await api.call('nodeTasks', { node: guest.node, source: 'active', limit: 500 }, options)).data.map(toActive),
    ),
    attempt(`GET …/${guest.kind}/${vmid}/status/current`, () => readCurrent(api, guest, { options, clock })),
    attempt(`GET …/${guest.kind}/${vmid}/config`, async (): Promise<Record<string, string>> =>
      plain((await api.call(guest.kind === 'qemu' ? 'qemuConfig' : 'lxcConfig', place, options)).data),
    ),
  ])
  const wantsAgent =
    guest.kind === 'qemu' &&
    guest.state === 'running' &&
    !isMissing(config) &&
    agentEnabled({ values: config.value, pending: [] })
  const agent = wantsAgent
    ? await attempt(`POST …/qemu/${vmid}/agent/ping`, () =>
        cluster.guard.run(guest.node, () => ping(api, place, options)),
      )
    : ({ reason: 'not-read-yet', message: 'not asked' } as const)
  const names = isMissing(config)
    ? []
    : dataDisksOf({ values: config.value, pending: [] }).flatMap((disk) => disk.storage ?? [])
  const facts: StuckFacts = {
    now: seconds(clock),
    guest,
    node,
    quorum: sight.facts().quorum,
    ha: haOf(sight, guest),
    activeTasks,
    seesAllTasks: may(rights, `/nodes/${guest.node}`, 'Sys.Audit'),
    current,
    config,
    agent,
    storages: [...picture.storages.values()].filter(
      (storage) => storage.node === guest.node && names.includes(storage.storage),
    ),
    recent: tasks.filter((task) => task.subject === vmid),
    elsewhere: tasks.filter((task) => task.state === 'running' && task.node !== guest.node),
    seesElsewhere: may(rights, '/', 'Sys.Audit'),
    awayNodes: [...picture.nodes.values()]
      .filter((one) => one.state !== 'online' && !one.ghost)
      .map(({ name }) => name),
    lockSince: sight.diagnosis.lockSince(vmid, guest.lock),
  }
  const answer = whyStuck(facts)
  const forecast = shutdownForecast({
    guest,
    config: isMissing(config) ? null : config.value,
    agentAnswers: isMissing(agent) ? null : agent.value.answers,
    ha: haStanceOf(facts),
    version: node?.version ?? null,
  })
  return {
    checkedAt: facts.now,
    ...answer,
    params: { ...answer.params },
    missing: [...answer.missing],
    stations: answer.stations.map((station) => ({ ...station, params: { ...station.params } })),
    forecast: { ...forecast, params: { ...forecast.params } },
  }
}

async function tried<T>(call: string, read: () => Promise<T>, clock: Ask['clock']): Promise<Read<T> | Missing> {
  try {
    return { value: await read(), readAt: seconds(clock), call }
  } catch (error) {
    if (error instanceof PveError && error.kind === 'unauthorized') throw error
    const message = error instanceof PveError ? error.reason : error instanceof Error ? error.message : String(error)
    return { reason: error instanceof PveError && error.kind === 'forbidden' ? 'no-right' : 'read-failed', message }
  }
}

const away = (node: string): Missing => ({ reason: 'read-failed', message: `${node} does not answer` })

type RawTask = { upid: string; type: string; id?: string | undefined; user: string; starttime: number }
const toActive = (task: RawTask): ActiveTask => ({
  upid: task.upid,
  type: task.type,
  id: task.id ?? '',
  user: task.user,
  startedAt: task.starttime,
  lastLine: null,
})

type Asking = { options: { signal: AbortSignal }; clock: Ask['clock'] }
async function readCurrent(api: Ask['api'], guest: GuestRow, { options, clock }: Asking): Promise<Current> {
  const place = { node: guest.node, vmid: guest.vmid }
  if (guest.kind === 'lxc') {
    const { data } = await api.call('lxcStatus', place, options)
    return { status: data.status, qmpstatus: null, qemuAnswers: true, lock: data.lock ?? null }
  }
  const askedAt = clock.now()
  const { data } = await api.call('qemuStatus', place, options)
  return { ...currentOf(data, clock.now() - askedAt), lock: data.lock ?? null }
}

type RawCurrent = { status: string; qmpstatus?: string | undefined; 'running-qemu'?: string | undefined }
/**
 * A QEMU that hears nothing leaves its own fields out, and PVE waits three seconds for them. They are also missing for a
 * moment while a guest starts, wakes or is rolled back; then the answer is there at once
 * (docs/pve-behaviour.md, tasks and power).
 */
export function currentOf(data: RawCurrent, tookMs: number): Pick<Current, 'status' | 'qmpstatus' | 'qemuAnswers'> {
  const told = data['running-qemu'] !== undefined || data.qmpstatus !== 'running'
  return {
    status: data.status,
    qmpstatus: data.qmpstatus ?? null,
    qemuAnswers: data.status !== 'running' || told || tookMs < frozenAfterMs,
  }
}

async function ping(api: Ask['api'], place: { node: string; vmid: number }, options: { signal: AbortSignal }) {
  try {
    await api.call('agentPing', place, options)
    return { answers: true, message: null }
  } catch (error) {
    if (error instanceof PveError && error.kind === 'failed') return { answers: false, message: error.reason }
    throw error
  }
}

const plain = (config: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )

function haOf(sight: StuckSight, guest: GuestRow): StuckFacts['ha'] {
  const { ha } = sight.feed.readings()
  if (ha === null) return { reason: 'read-failed', message: 'the HA status could not be read' }
  const sid = `${guest.kind === 'qemu' ? 'vm' : 'ct'}:${guest.vmid}`
  const service: HaRow | undefined = ha.find((row) => row.type === 'service' && row.id === `service:${sid}`)
  return {
    service: service ?? null,
    manager: ha.find((row) => row.type === 'lrm' && row.id === `lrm:${service?.node ?? guest.node}`) ?? null,
  }
}
