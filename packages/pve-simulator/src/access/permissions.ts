import { denied } from '../protocol/errors.ts'
import { ownerOf, tokenIdOf, type AccessStore, type Acl } from './store.ts'

/** Privilege to "is handed on below this path". A privilege that is not in the map is not held. */
export type Privileges = ReadonlyMap<string, boolean>

const nothing: Privileges = new Map()

/** The rights of everybody, evaluated as pve-access-control does and remembered until something is written. */
export class Permissions {
  readonly #store: AccessStore
  #version = -1
  #byPath = new Map<string, Acl[]>()
  #known = new Map<string, Privileges>()
  #poolOfGuest = new Map<number, string>()

  constructor(store: AccessStore) {
    this.#store = store
  }

  of(authid: string, path: string): Privileges {
    this.#refresh()
    const key = `${authid} ${path}`
    const known = this.#known.get(key)
    if (known) return known
    const made = this.#evaluate(authid, path)
    this.#known.set(key, made)
    return made
  }

  has(authid: string, path: string, privilege: string): boolean {
    return this.of(authid, path).has(privilege)
  }

  any(authid: string, path: string, names: readonly string[]): boolean {
    const held = this.of(authid, path)
    return names.some((name) => held.has(name))
  }

  need(authid: string, path: string, privilege: string): void {
    if (!this.has(authid, path, privilege)) throw denied(`${path}, ${privilege}`)
  }

  #refresh(): void {
    if (this.#version === this.#store.version) return
    this.#version = this.#store.version
    this.#known.clear()
    this.#byPath = Map.groupBy(this.#store.acl, (entry) => entry.path)
    this.#poolOfGuest = new Map(
      [...this.#store.pools].flatMap(([id, pool]) => [...pool.guests].map((vmid): [number, string] => [vmid, id])),
    )
  }

  #evaluate(authid: string, path: string): Privileges {
    const owner = ownerOf(authid)
    const tokenId = tokenIdOf(authid)
    const user = this.#store.users.get(owner)
    if (!user?.enable) return nothing
    if (tokenId === undefined) return this.#ofUser(owner, path)
    const token = user.tokens.get(tokenId)
    if (!token) return nothing
    const ofOwner = this.of(owner, path)
    if (!token.privsep) return ofOwner
    const own = this.#withPool(authid, path, (one) => this.#rolesOf('token', authid, one))
    return new Map([...own].filter(([name]) => ofOwner.has(name)))
  }

  #ofUser(userid: string, path: string): Privileges {
    if (userid === 'root@pam')
      return new Map([...(this.#store.roles.get('Administrator')?.privs ?? [])].map((name) => [name, true]))
    return this.#withPool(userid, path, (one) => this.#rolesOf('user', userid, one))
  }

  /** A guest or storage in a pool also gets what is held on the pool. */
  #withPool(_authid: string, path: string, rolesAt: (path: string) => Map<string, boolean>): Privileges {
    const roles = rolesAt(path)
    if (roles.has('NoAccess')) return nothing
    const pool = this.#poolFor(path)
    if (pool !== undefined)
      for (const [role, propagate] of rolesAt(`/pool/${pool}`)) if (role !== 'NoAccess') roles.set(role, propagate)
    const result = new Map<string, boolean>()
    for (const [role, propagate] of roles) {
      for (const name of this.#store.roles.get(role)?.privs ?? [])
        result.set(name, propagate || (result.get(name) ?? false))
    }
    return result
  }

  #poolFor(path: string): string | undefined {
    const vmid = /^\/vms\/(\d+)$/.exec(path)?.[1]
    if (vmid !== undefined) return this.#poolOfGuest.get(Number(vmid))
    const storage = /^\/storage\/([^/]+)$/.exec(path)?.[1]
    return storage === undefined
      ? undefined
      : [...this.#store.pools].find(([, pool]) => pool.storages.has(storage))?.[0]
  }

  /** From the root down: an entry nearer to the path replaces all above it, and a user's own replaces that of a group. */
  #rolesOf(type: 'user' | 'token', id: string, path: string): Map<string, boolean> {
    let roles = new Map<string, boolean>()
    const groups = type === 'user' ? this.#store.users.get(id)?.groups : undefined
    for (const at of ancestors(path)) {
      const entries = (this.#byPath.get(at) ?? []).filter((entry) => at === path || entry.propagate)
      const own = entries.filter((entry) => entry.type === type && entry.ugid === id)
      const found = own.length > 0 ? own : entries.filter((entry) => entry.type === 'group' && groups?.has(entry.ugid))
      if (found.length > 0) roles = new Map(found.map((entry) => [entry.roleid, entry.propagate]))
    }
    return roles
  }
}

function ancestors(path: string): string[] {
  const result = ['/']
  let at = ''
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`
    result.push(at)
  }
  return result
}
