import { makeTicket } from '../access/tickets.ts'
import { applyEvent } from '../control/events.ts'
import { patchWorld } from '../control/patch.ts'
import { fieldsOf, textOf, type Fields } from '../control/input.ts'
import { findRoute } from '../protocol/route.ts'
import { publish } from '../stats/publish.ts'
import { Simulator } from '../simulator.ts'
import type { Task } from '../tasks/task.ts'
import type { GuestDescription } from '../world/description.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { addKnownGuest, applyFacts } from './apply.ts'
import { Client } from './client.ts'
import { firstDifference, type Reply } from './compare.ts'
import { factsOf, type GuestFact } from './facts.ts'
import { impliedBy, impliedByTask, taskEnds, type TaskEnd } from './implied.ts'
import { askedAbout, dataOf, startedBy, type Recording } from './recordings.ts'
import type { Happening, StartedTask, Story } from './story.ts'
import { callFor, earlierTasks, missingTasks, seenTasks, type SeenTask } from './unrecorded.ts'

export interface Outcome {
  readonly name: string
  readonly call: string
  readonly difference: string | undefined
  /** There was an answer to compare with. */
  readonly reached: boolean
}

/** A client of the recordings gave up after this many seconds. */
const patience = 45

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Plays one story to the end. The clock stands still but for the steps from one recording to the next. */
export async function replay(
  story: Story,
  recordings: readonly Recording[],
): Promise<{ outcomes: Outcome[]; factsSet: number }> {
  const player = new Player(story, recordings)
  try {
    return await player.play()
  } finally {
    player.stop()
  }
}

interface Open {
  readonly recording: Recording
  readonly since: number
  reply: Reply | undefined
  failed: string | undefined
}

class Player {
  readonly #story: Story
  readonly #recordings: readonly Recording[]
  readonly #simulator = new Simulator({ scenario: 'single-node', pve: '9.2', speed: 1, port: 0, controlPort: 0 })
  readonly #client = new Client(this.#simulator)
  readonly #known: ReadonlyMap<number, GuestFact>
  readonly #created: ReadonlySet<number>
  readonly #ends: ReadonlyMap<string, TaskEnd>
  readonly #upids = new Map<string, string>()
  readonly #outcomes: Outcome[] = []
  #missing: SeenTask[] = []
  #timed: Happening[] = []
  #open: Open[] = []
  #factsSet = 0

  constructor(story: Story, recordings: readonly Recording[]) {
    this.#story = story
    this.#recordings = recordings
    this.#known = knownGuests(recordings)
    this.#ends = taskEnds(recordings)
    this.#created = new Set(
      recordings
        .filter((one) => one.method === 'POST' && one.status === 200 && /\/(?:qemu|lxc|clone)$/.test(one.path))
        .map((one) => Number(one.params.newid ?? one.params.vmid)),
    )
  }

  get #world(): World {
    return this.#simulator.world
  }

  stop(): void {
    this.#client.close()
    this.#simulator.stop()
  }

  async play(): Promise<{ outcomes: Outcome[]; factsSet: number }> {
    await this.#begin()
    for (const [index, recording] of this.#recordings.entries()) {
      await this.#advanceTo(recording.at)
      for (const one of this.#story.happenings) if (one.before === recording.name) await this.#happen(one)
      await this.#prepare(recording)
      const open = this.#ask(recording)
      const next = this.#recordings[index + 1]
      const overlaps = next !== undefined && next.at < recording.at + recording.elapsed - 1000
      if (!overlaps || recording.elapsed < 3000) await this.#await(open)
    }
    for (let left = 100; left > 0 && this.#open.length > 0; left -= 1) await this.#step(1)
    this.#settle(true)
    return { outcomes: this.#outcomes, factsSet: this.#factsSet }
  }

  async #begin(): Promise<void> {
    const begin = Math.floor((this.#recordings[0]?.at ?? 0) / 1000) - 1
    const names = new Set(this.#story.world.nodes.map((node) => node.name))
    const tasks = seenTasks(this.#recordings).filter((task) => names.has(task.node))
    this.#missing = missingTasks(tasks, this.#recordings, begin, (upid) => this.#given(upid) !== undefined)
    this.#timed = this.#story.happenings
      .filter((one) => one.at !== undefined)
      .toSorted((a, b) => timeOf(a, begin) - timeOf(b, begin))
    const tasksThen = [...(this.#story.world.tasks ?? []), ...earlierTasks(tasks, begin)]
    const guests = this.#guestsAt(tasks, begin)
    await this.#simulator.change('story', {
      description: {
        ...this.#story.world,
        guests: [...(this.#story.world.guests ?? []), ...guests.map(describe)],
        tasks: tasksThen,
        beginsAt: begin * 1000,
      },
    })
    await this.#trim(guests)
  }

  /** A described guest has the options that most guests have; these have those that were recorded. */
  async #trim(guests: readonly GuestFact[]): Promise<void> {
    for (const fact of guests) {
      const guest = this.#world.guests.get(fact.vmid)
      const wanted = { ...describe(fact).config, name: 0, hostname: 0, lock: 0 }
      for (const key of Object.keys(guest?.config ?? {})) if (!(key in wanted)) delete guest?.config[key]
      const behaviour = textOf(this.#story.behaviours, String(fact.vmid))
      if (behaviour !== undefined) await applyEvent(this.#simulator, { type: 'guest-set', vmid: fact.vmid, behaviour })
    }
    for (const node of this.#world.nodes.values()) publish(this.#world, node)
  }

  /** Those that nobody is seen to have made later. */
  #guestsAt(tasks: readonly SeenTask[], begin: number): GuestFact[] {
    const later = new Map(
      tasks
        .filter((task) => task.began >= begin && /create|restore/.test(task.type))
        .map((task) => [Number(task.id), task.began]),
    )
    const states = new Map<number, GuestFact>()
    for (const recording of this.#recordings)
      for (const fact of factsOf(recording).guests)
        if (fact.state !== undefined && !states.has(fact.vmid)) states.set(fact.vmid, fact)
    return [...this.#known.values()]
      .filter((fact) => this.#seenAt(fact.vmid) < (later.get(fact.vmid) ?? Infinity) && !this.#created.has(fact.vmid))
      .map((fact) => ({
        ...states.get(fact.vmid),
        ...fact,
        config: { ...this.#usualConfig(fact), ...fact.config, ...this.#ownConfig(fact.vmid) },
      }))
  }

  /** When anything was first said about it, in seconds. */
  #seenAt(vmid: number): number {
    const about = new RegExp(`/(?:qemu|lxc)/${vmid}(?:/|$)`)
    const first = this.#recordings.find(
      (one) =>
        (about.test(one.path) && !/does not exist/.test(one.reason)) ||
        factsOf(one).guests.some((fact) => fact.vmid === vmid),
    )
    return (first?.at ?? 0) / 1000
  }

  async #addGuest(fact: GuestFact): Promise<void> {
    const config = { ...this.#usualConfig(fact), ...fact.config }
    await addKnownGuest(this.#simulator, { ...fact, config: { ...config, ...this.#ownConfig(fact.vmid) } })
    const guest = this.#world.guests.get(fact.vmid)
    const behaviour = textOf(this.#story.behaviours, String(fact.vmid))
    if (guest && behaviour !== undefined)
      await applyEvent(this.#simulator, { type: 'guest-set', vmid: fact.vmid, behaviour })
  }

  /** The configuration of a guest that nobody looked into: they were all made with the same command. */
  #usualConfig(fact: GuestFact): Record<string, string | number> {
    const usual = fieldsOf(this.#story.usualConfig[fact.type ?? 'qemu'])
    const own = fieldsOf(this.#story.configs[String(fact.vmid)])
    const config = Object.fromEntries(
      Object.entries(usual).map(([key, value]) => [
        key,
        typeof value === 'number' ? value : String(value).replaceAll('{vmid}', String(fact.vmid)),
      ]),
    )
    const seen = {
      ...(fact.memory === undefined ? {} : { memory: fact.memory }),
      ...(fact.cores === undefined ? {} : { cores: fact.cores }),
    }
    for (const [key, value] of Object.entries({ ...seen, ...own })) {
      if (value === null) delete config[key]
      else if (typeof value === 'string' || typeof value === 'number') config[key] = value
    }
    return config
  }

  #ownConfig(vmid: number): Record<string, string | number> {
    const own = Object.entries(fieldsOf(this.#story.configs[String(vmid)]))
    return Object.fromEntries(
      own.flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [])),
    )
  }

  /** Lets time pass, and on the way what happened without being recorded. */
  async #advanceTo(at: number): Promise<void> {
    const begin = Math.floor(at / 1000)
    for (;;) {
      const task = this.#missing[0]
      const happening = this.#timed[0]
      const due = [task && task.began * 1000, happening && timeOf(happening, begin) * 1000]
      const next = Math.min(...due.filter((one) => one !== undefined))
      if (!(next <= at)) break
      await this.#moveTo(next)
      if (task && next === due[0]) {
        this.#missing.shift()
        await this.#repeat(task)
      } else if (happening) {
        this.#timed.shift()
        await this.#happen(happening)
      }
    }
    await this.#moveTo(at)
  }

  async #moveTo(at: number): Promise<void> {
    while (this.#world.now() < at)
      await this.#step(Math.min(this.#open.length > 0 ? 1 : 600, (at - this.#world.now()) / 1000))
  }

  async #step(seconds: number): Promise<void> {
    await this.#world.scheduler.advance(seconds)
    if (this.#open.length > 0) await pause(4)
    this.#settle(false)
  }

  async #happen(one: Happening): Promise<void> {
    if (one.event?.vmid !== undefined) await this.#need(Number(one.event.vmid))
    if (one.event && !this.#isGone(one.event)) await applyEvent(this.#simulator, one.event)
    if (one.patch) patchWorld(this.#world, one.patch)
    if (one.call)
      await this.#call(one.call.as, one.call.node ?? this.#firstNode(), one.call.method, one.call.path, one.call.form)
  }

  /** A guest that no longer is cannot be changed. */
  #isGone(event: Fields): boolean {
    return event.type === 'guest-set' && !this.#world.guests.has(Number(event.vmid))
  }

  async #call(as: string, node: string, method: string, path: string, params: Fields): Promise<Reply | undefined> {
    const asking = this.#client.ask({ as, node, method, path, params }).catch(() => undefined)
    let reply: Reply | undefined
    let over = false
    void asking.then((one) => {
      reply = one
      over = true
    })
    for (let left = 60; !over && left > 0; left -= 1) {
      await Promise.race([asking, pause(25)])
      if (!over) await this.#step(0.5)
    }
    return reply
  }

  /** Puts a question again whose answer was not recorded but whose task was seen. */
  async #repeat(task: SeenTask): Promise<void> {
    // Started by a task that was asked for, as one of many.
    if (this.#matchTask(task.upid, 5)) return
    const call = this.#given(task.upid) ?? callFor(task)
    await this.#need(Number(task.id))
    if (/create|restore/.test(task.type)) await this.#create(Number(task.id))
    await applyFacts(this.#simulator, { guests: [], implied: impliedByTask(task.upid, this.#ends) })
    if (call) {
      const reply = await this.#call(task.user, task.node, call.method, call.path, this.#translated(call.form))
      const upid = fieldsOf(reply?.body).data
      if (typeof upid === 'string') this.#upids.set(task.upid, upid)
      return
    }
    await applyEvent(this.#simulator, {
      type: 'task-start',
      node: task.node,
      taskType: task.type,
      id: task.id,
      user: task.user,
      seconds: Math.max(0.2, (task.ended ?? task.began + 1) - task.began),
      ...(task.status === undefined || task.status === 'OK' ? {} : { endsAs: 'it failed' }),
    })
  }

  /** Made by somebody at this moment, so far as it is known what was made. */
  async #create(vmid: number): Promise<void> {
    const fact = this.#known.get(vmid)
    if (fact && !this.#created.has(vmid) && !this.#world.guests.has(vmid)) await this.#addGuest(fact)
  }

  #given(upid: string): StartedTask | undefined {
    return this.#story.calls.find((one) => upid.includes(one.task))
  }

  async #need(vmid: number): Promise<void> {
    const fact = this.#known.get(vmid)
    if (fact && !this.#world.guests.has(vmid) && !this.#created.has(vmid)) await this.#addGuest(fact)
  }

  async #prepare(recording: Recording): Promise<void> {
    const vmid = Number(/\/(?:qemu|lxc)\/(\d+)/.exec(recording.path)?.[1] ?? recording.params.vmid ?? 0)
    if (
      !/does not exist|already exists/.test(recording.reason) &&
      !(recording.method === 'POST' && recording.path.endsWith('/qemu'))
    )
      await this.#need(vmid)
    const facts = { ...factsOf(recording), implied: impliedBy(recording, this.#ends) }
    for (const fact of facts.guests)
      if (!this.#world.guests.has(fact.vmid)) await this.#addGuest({ ...this.#known.get(fact.vmid), ...fact })
    this.#factsSet += await applyFacts(this.#simulator, facts)
    this.#reported(recording, facts.guests)
    this.#silence()
    const upid = askedAbout(recording)
    if (upid !== undefined) await this.#awaitTask(recording, upid)
  }

  /** pvestatd had told of these guests by then: the phase of its cycle is not the same here. */
  /** A guest without figures, beside others of its node that have some, is too new for pvestatd. */
  #notReported(viewer: Node | undefined, guests: readonly GuestFact[]): void {
    const fresh = guests.filter((fact) => fact.stale === true && fact.state === undefined)
    for (const fact of fresh) {
      const record = viewer?.heard.get(fact.node ?? '')
      const known = guests.some((other) => other.node === fact.node && other.state !== undefined)
      if (!viewer || !record || !known || !record.guests.has(fact.vmid)) continue
      const rest = new Map([...record.guests].filter(([vmid]) => vmid !== fact.vmid))
      viewer.heard.set(fact.node ?? '', { ...record, guests: rest })
      this.#world.touch()
    }
  }

  /** None of these guests had an agent that answers. */
  #silence(): void {
    for (const guest of this.#world.guests.values()) {
      guest.agent = 'dead'
      guest.bootTime = Math.min(guest.bootTime, 1)
    }
  }

  #reported(recording: Recording, guests: readonly GuestFact[]): void {
    const viewer = this.#world.nodes.get(this.#viaOf(recording.name, recording))
    this.#notReported(viewer, guests)
    const late = new Set(
      guests
        .filter((fact) => fact.stale === true && fact.state !== undefined)
        .filter((fact) => !viewer?.heard.get(fact.node ?? '')?.guests.has(fact.vmid))
        .map((fact) => fact.node ?? ''),
    )
    for (const name of late) {
      const node = this.#world.nodes.get(name)
      if (node) publish(this.#world, node)
    }
  }

  /** Tasks may take a little longer here than they took there. */
  async #awaitTask(recording: Recording, upid: string): Promise<void> {
    if (!this.#upids.has(upid)) this.#matchTask(upid)
    const task = this.#world.tasks.byUpid.get(this.#upids.get(upid) ?? '')
    const text = JSON.stringify(dataOf(recording))
    const ended = recording.path.endsWith('/log') ? /TASK (?:OK|ERROR|WARNINGS)/.test(text) : /"stopped"/.test(text)
    for (let left = 60; ended && task && task.endtime === undefined && left > 0; left -= 1) await this.#step(0.5)
  }

  /** A task that PVE started by itself goes by another id here. */
  #matchTask(upid: string, tolerance = 30): boolean {
    const [, node = '', , , began = '', type, id, user] = upid.split(':')
    const taken = new Set(this.#upids.values())
    const start = Number.parseInt(began, 16)
    const like = (task: Task): boolean =>
      task.type === type &&
      task.id === id &&
      task.authid === user &&
      !taken.has(task.upid) &&
      Math.abs(task.starttime - start) < tolerance
    const [closest] = (this.#world.tasks.byNode.get(node) ?? [])
      .filter(like)
      .toSorted((a, b) => Math.abs(a.starttime - start) - Math.abs(b.starttime - start))
    if (closest) this.#upids.set(upid, closest.upid)
    return closest !== undefined
  }

  #firstNode(): string {
    return this.#story.world.nodes[0]?.name ?? ''
  }

  /** The node that answered: as recorded, as the story says, or as the answer shows. */
  #viaOf(name: string, recording?: Recording): string {
    const said = / via (\S+)/.exec(recording?.auth ?? '')?.[1]
    if (said !== undefined) return said
    const told = this.#story.via.find(([names]) => names.test(name))?.[1]
    if (told !== undefined) return told
    const rows = recording && dataOf(recording)
    const local = Array.isArray(rows) ? rows.map(fieldsOf).find((row) => row.local === 1) : undefined
    return textOf(local ?? {}, 'name') ?? this.#firstNode()
  }

  #ask(recording: Recording): Open {
    const open: Open = { recording, since: this.#world.now(), reply: undefined, failed: undefined }
    this.#open.push(open)
    const { method } = recording
    const asking = {
      method,
      node: this.#viaOf(recording.name, recording),
      as: recording.auth,
      path: this.#pathOf(recording),
      params: this.#paramsOf(recording),
      without: textOf(this.#story.without, recording.name),
    }
    this.#client.ask(asking).then(
      (reply) => {
        open.reply = reply
      },
      (error: unknown) => {
        open.failed = error instanceof Error ? error.message : String(error)
      },
    )
    return open
  }

  #pathOf(recording: Recording): string {
    const upid = askedAbout(recording)
    const mapped = upid === undefined ? undefined : this.#upids.get(upid)
    return mapped === undefined ? recording.path : recording.path.replace(/UPID[^/]+/, encodeURIComponent(mapped))
  }

  /** Passwords were masked, and fingerprints are those of other certificates. */
  #paramsOf(recording: Recording): Fields {
    const params: Record<string, unknown> = { ...recording.params }
    const wrong = textOf(this.#story.passwords, recording.name)
    for (const [key, value] of Object.entries(params)) {
      if (value === '<password>') params[key] = wrong ?? 'steward-demo'
      const user = /^PVE:(.+):[0-9A-F]{8}::<signature>$/.exec(String(value))?.[1]
      if (user !== undefined) params[key] = makeTicket(user, this.#world.seconds(), '')
    }
    return wrong === 'fingerprint' ? params : this.#translated(params)
  }

  /** A fingerprint that was right is right here too. */
  #translated(params: Fields): Fields {
    const peer = [...this.#world.nodes.values()].find((node) => node.ip === params.hostname)
    const fingerprint = peer && this.#world.fingerprints.get(peer.name)
    if (fingerprint === undefined || typeof params.fingerprint !== 'string' || params.fingerprint.length < 10)
      return params
    return { ...params, fingerprint }
  }

  async #await(open: Open): Promise<void> {
    const limit = Math.max(patience, open.recording.elapsed / 1000 + 15)
    while (open.reply === undefined && open.failed === undefined) {
      for (let wait = 0; wait < 20 && open.reply === undefined && open.failed === undefined; wait += 1)
        await pause(wait < 5 ? 1 : 2)
      if (open.reply !== undefined || open.failed !== undefined) break
      if (this.#world.now() - open.since > limit * 1000) break
      await this.#step(open.recording.elapsed >= 3000 ? 1 : 0.25)
    }
    this.#settle(false)
  }

  #settle(all: boolean): void {
    this.#open = this.#open.filter((open) => {
      const late = this.#world.now() - open.since > patience * 1000 && open.recording.status === undefined
      if (open.reply === undefined && open.failed === undefined && !all && !late) return true
      this.#close(open)
      return false
    })
  }

  #close({ recording, reply, failed }: Open): void {
    const route = findRoute(recording.method, recording.path)
    const none: Reply = { status: undefined, reason: '', headers: {}, body: undefined }
    const call = `${recording.method} ${route?.key.split(' ')[1] ?? ''}`
    const subject = { method: recording.method, template: call.split(' ')[1] ?? '' }
    const wanted: Reply = {
      status: recording.status,
      reason: recording.reason,
      headers: recording.headers,
      body: recording.body,
    }
    if (failed !== undefined) {
      this.#outcomes.push({ name: recording.name, call, difference: `not reached: ${failed}`, reached: false })
      return
    }
    const upid = startedBy(recording)
    const data = fieldsOf(reply?.body).data
    if (upid !== undefined && typeof data === 'string') this.#upids.set(upid, data)
    this.#outcomes.push({
      name: recording.name,
      call,
      difference: firstDifference(subject, wanted, reply ?? none),
      reached: true,
    })
  }
}

const describe = (fact: GuestFact): GuestDescription => ({
  vmid: fact.vmid,
  node: fact.node ?? '',
  type: fact.type ?? 'qemu',
  run: fact.state ?? 'stopped',
  agent: 'dead',
  bootTime: 1,
  age: 600,
  uptime: 60,
  ...(fact.name === undefined ? {} : { name: fact.name }),
  ...(typeof fact.lock === 'string' ? { lock: fact.lock } : {}),
  config: {
    ...fact.config,
    ...(fact.template === true ? { template: 1 } : {}),
    ...(typeof fact.tags === 'string' ? { tags: fact.tags } : {}),
  },
})

/** `HH:MM:SS` on the day of the story, in seconds since the epoch. */
function timeOf(one: Happening, sameDay: number): number {
  const day = Math.floor(sameDay / 86_400) * 86_400
  const [hours = 0, minutes = 0, seconds = 0] = (one.at ?? '').split(':').map(Number)
  return day + hours * 3600 + minutes * 60 + seconds
}

function knownGuests(recordings: readonly Recording[]): Map<number, GuestFact> {
  const known = new Map<number, GuestFact>()
  for (const recording of recordings)
    for (const fact of factsOf(recording).guests) {
      const { state: _, lock: __, pending: ___, snapshots: ____, stale: _____, ...lasting } = fact
      known.set(fact.vmid, { ...lasting, ...known.get(fact.vmid) })
    }
  return known
}
