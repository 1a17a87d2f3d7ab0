import type { Permissions } from '../access/permissions.ts'
import type { Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { noQuorum } from './errors.ts'
import type { Params, Value } from './check-params.ts'

/** One call, with its parameters checked, on the node that carries it out. */
export class Call {
  readonly world: World
  readonly node: Node
  /** `user@realm` or `user@realm!token`. */
  readonly authid: string
  readonly params: Params
  /** What stands beside `data` in the answer. */
  readonly beside: Record<string, unknown> = {}
  /** Storage calls that hang take their worker with them for as long as they hang. */
  readonly onStuck: () => void

  constructor(given: { world: World; node: Node; authid: string; params: Params; onStuck?: () => void }) {
    this.world = given.world
    this.node = given.node
    this.authid = given.authid
    this.params = given.params
    this.onStuck = given.onStuck ?? (() => {})
  }

  get permissions(): Permissions {
    return this.world.permissions
  }

  may(path: string, ...privileges: string[]): boolean {
    return this.permissions.any(this.authid, path, privileges)
  }

  need(path: string, privilege: string): void {
    this.permissions.need(this.authid, path, privilege)
  }

  text(name: string): string | undefined {
    const value: Value | undefined = this.params[name]
    return value === undefined ? undefined : Array.isArray(value) ? value.join(',') : String(value)
  }

  needed(name: string): string {
    return this.text(name) ?? ''
  }

  number(name: string): number | undefined {
    const value = this.params[name]
    return value === undefined ? undefined : Number(value)
  }

  flag(name: string): boolean {
    const value = this.params[name]
    return value === true || value === '1' || value === 1
  }

  list(name: string): string[] {
    const value = this.params[name]
    if (Array.isArray(value)) return value.map(String)
    return value === undefined
      ? []
      : String(value)
          .split(/[,;\s]+/)
          .filter((part) => part !== '')
  }

  get vmid(): number {
    return this.number('vmid') ?? 0
  }

  qemu(): Guest {
    return this.world.guest(this.node.name, this.vmid, 'qemu')
  }

  lxc(): Guest {
    return this.world.guest(this.node.name, this.vmid, 'lxc')
  }

  needQuorum(): void {
    if (!this.world.isWritable(this.node)) throw noQuorum()
  }

  /** Waits for as long as a storage that is touched hangs on this node. */
  async storageAnswers(ids: Iterable<string>): Promise<void> {
    for (const id of ids) {
      while (this.world.hangs(this.node.name, id)) {
        this.onStuck()
        await this.world.scheduler.sleep(0.5)
      }
    }
  }
}

export type Handler = (call: Call) => unknown
export type Handlers = Readonly<Record<string, Handler>>
