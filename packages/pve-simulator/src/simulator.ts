import { Disturbances } from './control/disturbances.ts'
import { RequestLog } from './control/request-log.ts'
import { UsageError, type Options } from './options.ts'
import { readFileSync } from 'node:fs'
import { SshPort } from './shell/ssh-port.ts'
import { Listener } from './protocol/listener.ts'
import { scenarios } from './scenarios/index.ts'
import { accountNotes, demoPassword, ottoCodes, ottoSecret, readingToken } from './world/accounts.ts'
import { buildWorld } from './world/build.ts'
import { certificateFor } from './world/certificates.ts'
import type { PveVersion, WorldDescription } from './world/description.ts'
import type { Node } from './world/node.ts'
import type { World } from './world/world.ts'
import { startHa } from './cluster/ha-manager.ts'
import { startLife } from './world/life.ts'

export interface Ready {
  readonly ready: true
  readonly control: string
  readonly scenario: string
  readonly pve: PveVersion
  readonly nodes: readonly {
    name: string
    host: string
    port: number
    fingerprint: string
    sshPort: number | null
  }[]
  readonly accounts: readonly object[]
  readonly readingToken: string
}

/** The world that is played and the ports it is played on. */
export class Simulator {
  readonly log = new RequestLog()
  readonly disturbances = new Disturbances()
  control = ''
  #world: World
  #listeners: Listener[] = []
  readonly #sshPorts = new Map<string, SshPort>()
  readonly #dispatcher: string | undefined
  #speed: number
  #pve: PveVersion
  readonly #firstPort: number
  readonly #guests: number | undefined

  constructor(options: Options) {
    this.#speed = options.speed
    this.#pve = options.pve
    this.#firstPort = options.port
    this.#guests = options.guests
    this.#dispatcher = options.dispatcher === undefined ? undefined : readFileSync(options.dispatcher, 'utf8')
    this.#world = this.#build(options.scenario)
  }

  get world(): World {
    return this.#world
  }

  async start(): Promise<Ready> {
    await this.#listen([])
    return this.ready()
  }

  /** Another world, on the same ports as far as they reach. */
  async change(
    name: string,
    more: { speed?: number | undefined; pve?: PveVersion | undefined; description?: WorldDescription | undefined } = {},
  ): Promise<Ready> {
    this.#speed = more.speed ?? this.#speed
    this.#pve = more.pve ?? this.#pve
    const before = this.#world
    this.#world = this.#build(name, more.description)
    before.onNodeChange = () => {}
    before.scheduler.stop()
    this.disturbances.clear()
    const ports = this.#listeners.map((listener) => listener.port)
    for (const listener of this.#listeners) listener.close()
    await this.#listen(ports)
    return this.ready()
  }

  ready(): Ready {
    return {
      ready: true,
      control: this.control,
      scenario: this.#world.scenario,
      pve: this.#world.pve,
      nodes: this.#listeners.map(({ name, port, fingerprint }) => ({
        name,
        host: '127.0.0.1',
        port,
        fingerprint,
        sshPort: this.#sshPorts.get(name)?.port ?? null,
      })),
      accounts: Object.entries(accountNotes).map(([username, note]) => ({
        username,
        password: demoPassword,
        note,
        ...(username === 'otto@pve'
          ? {
              totpSecret: ottoSecret,
              recoveryCodes: ottoCodes,
            }
          : {}),
      })),
      readingToken: `${readingToken.id}=${readingToken.value}`,
    }
  }

  stop(): void {
    this.#world.scheduler.stop()
    for (const listener of this.#listeners) listener.close()
    for (const port of this.#sshPorts.values()) port.close()
  }

  /** As after a new installation of that node. */
  async renewSshKey(name: string): Promise<void> {
    const port = this.#sshPorts.get(name)
    if (!port) throw new UsageError(`There is no SSH port of "${name}".`)
    await port.renewKey()
  }

  #build(name: string, given?: WorldDescription): World {
    const description = given ?? scenarios[name]?.({ pve: this.#pve, guests: this.#guests })
    if (!description) throw new UsageError(`There is no scenario "${name}".`)
    const world = buildWorld(description, { scenario: name, pve: this.#pve, speed: this.#speed })
    startHa(world)
    startLife(world, description.life ?? [])
    return world
  }

  async #listen(ports: readonly number[]): Promise<void> {
    const world = this.#world
    const listeners: Listener[] = []
    for (const [index, node] of [...world.nodes.values()].entries()) {
      const port = ports[index] ?? (this.#firstPort === 0 ? 0 : this.#firstPort + index)
      listeners.push(await this.#openNode(world, node, port))
    }
    this.#listeners = listeners
    for (const node of world.nodes.values()) this.#addSshPort(node.name)
    for (const port of this.#sshPorts.values()) await port.follow()
    world.onNodeChange = (node) => void this.#follow(world, node)
    for (const node of world.nodes.values()) await this.#follow(world, node)
  }

  #addSshPort(name: string): void {
    if (this.#dispatcher === undefined || this.#sshPorts.has(name)) return
    const { control } = this
    this.#sshPorts.set(name, new SshPort({ name, control, dispatcher: this.#dispatcher, world: () => this.#world }))
  }

  async #openNode(world: World, node: Node, port: number): Promise<Listener> {
    const certificate = await certificateFor(
      world.scenario,
      node.name,
      node.certificateSerial,
      node.description.certificateDays ?? 700,
    )
    world.fingerprints.set(node.name, certificate.fingerprint)
    world.certificates.set(node.name, certificate.cert)
    const around = { log: this.log, disturbances: this.disturbances }
    const listener = new Listener({ world, name: node.name, port, certificate, around })
    try {
      return await listener.open()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
        throw new UsageError(
          `Port ${port} for node ${node.name} is taken. Choose another --port, or none for free ones.`,
        )
      throw error
    }
  }

  async #follow(world: World, node: Node): Promise<void> {
    const listener = this.#listeners.find((one) => one.name === node.name)
    if (!listener || world !== this.#world) return
    const days = node.description.certificateDays ?? 700
    const certificate = await certificateFor(world.scenario, node.name, node.certificateSerial, days)
    if (certificate.fingerprint !== listener.fingerprint) {
      world.fingerprints.set(node.name, certificate.fingerprint)
      world.certificates.set(node.name, certificate.cert)
      listener.renew(certificate)
    }
    await listener.follow(node)
    await this.#sshPorts.get(node.name)?.follow()
  }
}
