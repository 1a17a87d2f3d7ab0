import { spawn } from 'node:child_process'
import { createServer, type Server as NetServer } from 'node:net'
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2'
import { listen } from '../protocol/listener.ts'
import { isUp, runs, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { makeKey } from './keys.ts'
import { makeFolder, type NodeFolder } from './folder.ts'

interface Given {
  readonly world: () => World
  readonly name: string
  readonly control: string
  /** The text of the forced command. */
  readonly dispatcher: string
}

/**
 * The SSH port of one node. Whoever comes as root with any key is in the place of Steward's own key: each session runs
 * the real dispatcher, and nothing else is granted. Nobody has to run the installation commands here.
 */
export class SshPort {
  readonly name: string
  readonly #given: Given
  readonly #connections = new Set<Connection>()
  #key = makeKey()
  #listener: NetServer | undefined
  #server = this.#makeServer()
  #folder: NodeFolder | undefined
  #port = 0
  /** One command after the other: they share the files. */
  #last: Promise<void> = Promise.resolve()

  constructor(given: Given) {
    this.#given = given
    this.name = given.name
  }

  get port(): number {
    return this.#port
  }

  /** Opens or closes the port according to the node's state; it stays the same number. */
  async follow(): Promise<void> {
    const node = this.#node()
    const answers = node !== undefined && isUp(node) && runs(node, 'sshd')
    if (!answers) this.#shut()
    else if (!this.#listener) await this.#open()
  }

  /** A new key, as after a new installation of the node. */
  async renewKey(): Promise<void> {
    this.#key = makeKey()
    this.#server = this.#makeServer()
    this.#folder?.remove()
    this.#folder = undefined
    await this.#last
  }

  close(): void {
    this.#shut()
    this.#folder?.remove()
    this.#folder = undefined
  }

  #node(): Node | undefined {
    return this.#given.world().nodes.get(this.name)
  }

  #shut(): void {
    this.#listener?.close()
    this.#listener = undefined
    for (const connection of this.#connections) connection.end()
    this.#connections.clear()
  }

  async #open(): Promise<void> {
    // The protocol is many small questions and answers.
    this.#listener = createServer({ noDelay: true }, (socket) => this.#server.injectSocket(socket))
    this.#port = await listen(this.#listener, this.#port)
  }

  #makeServer(): ssh2.Server {
    return new ssh2.Server({ hostKeys: [this.#key.private] }, (connection) => this.#serve(connection))
  }

  #serve(connection: Connection): void {
    this.#connections.add(connection)
    connection.on('close', () => this.#connections.delete(connection))
    connection.on('error', () => connection.end())
    connection.on('authentication', (context) => authenticate(context))
    connection.on('session', (accept) => {
      const session = accept()
      session.on('exec', (take, _reject, { command }) => this.#queue(take(), command))
      session.on('shell', (take) => this.#queue(take(), ''))
      // sshd starts the forced command for a subsystem as well.
      session.on('subsystem', (take, _reject, { name }) => this.#queue(take(), name))
    })
  }

  #queue(channel: ServerChannel, command: string): void {
    this.#last = this.#last.then(() => this.#run(channel, command)).catch(() => channel.close())
  }

  async #run(channel: ServerChannel, command: string): Promise<void> {
    const world = this.#given.world()
    const node = this.#node()
    if (!node) {
      channel.close()
      return
    }
    const { control, dispatcher } = this.#given
    this.#folder ??= makeFolder({ node: this.name, control, text: dispatcher, hostKey: this.#key.public })
    const folder = this.#folder
    folder.fill(world, node)
    const status = await dispatch(channel, folder.dispatcher, command)
    await folder.takeOver(world, node)
    channel.exit(status)
    channel.end()
  }
}

/** Only a key that proves itself by a signature; a bare question whether it would do is answered with yes. */
function authenticate(context: AuthContext): void {
  if (context.method !== 'publickey' || context.username !== 'root') return context.reject(['publickey'])
  if (!context.signature || !context.blob) return context.accept()
  const key = ssh2.utils.parseKey(context.key.data)
  const holds = !(key instanceof Error) && key.verify(context.blob, context.signature, context.hashAlgo) === true
  if (holds) context.accept()
  else context.reject(['publickey'])
}

function dispatch(channel: ServerChannel, script: string, command: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', [script], { env: { SSH_ORIGINAL_COMMAND: command } })
    channel.pipe(child.stdin)
    child.stdin.on('error', () => {})
    child.stdout.on('data', (chunk: Buffer) => channel.write(chunk))
    child.stderr.on('data', (chunk: Buffer) => channel.stderr.write(chunk))
    channel.on('close', () => child.kill())
    child.on('error', () => resolve(255))
    child.on('close', (status) => resolve(status ?? 255))
  })
}
