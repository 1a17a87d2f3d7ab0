import type { AclDescription, PveVersion, UserDescription } from '../world/description.ts'
import { allPrivileges, builtInRoles } from './privileges.ts'

export interface Token {
  value: string
  privsep: boolean
  expire: number
  comment: string | undefined
}

export interface User {
  readonly id: string
  enable: boolean
  expire: number
  password: string | undefined
  groups: Set<string>
  totpSecret: string | undefined
  recoveryCodes: (string | undefined)[]
  texts: Record<string, string>
  readonly tokens: Map<string, Token>
}

export interface Pool {
  comment: string | undefined
  readonly guests: Set<number>
  readonly storages: Set<string>
}

export type Acl = Required<AclDescription>

/** What user.cfg, shadow.cfg, tfa.cfg and token.cfg hold. Whoever writes says so with `changed`. */
export class AccessStore {
  readonly pve: PveVersion
  readonly users = new Map<string, User>()
  readonly groups = new Map<string, { comment: string | undefined }>()
  readonly roles: Map<string, { privs: Set<string>; special: boolean }>
  readonly pools = new Map<string, Pool>()
  acl: Acl[] = []
  version = 0

  constructor(pve: PveVersion) {
    this.pve = pve
    this.roles = new Map([...builtInRoles(pve)].map(([id, privs]) => [id, { privs: new Set(privs), special: true }]))
  }

  changed(): void {
    this.version += 1
  }

  addUser(given: UserDescription): User {
    const user: User = {
      id: given.userid,
      enable: given.enable ?? true,
      expire: given.expire ?? 0,
      password: given.password,
      groups: new Set(given.groups),
      totpSecret: given.totpSecret,
      recoveryCodes: [...(given.recoveryCodes ?? [])],
      texts: {
        ...(given.comment === undefined ? {} : { comment: given.comment }),
        ...(given.email === undefined ? {} : { email: given.email }),
      },
      tokens: new Map(
        (given.tokens ?? []).map((token) => [
          token.tokenid,
          { value: token.value, privsep: token.privsep ?? true, expire: token.expire ?? 0, comment: token.comment },
        ]),
      ),
    }
    this.users.set(user.id, user)
    for (const group of user.groups) if (!this.groups.has(group)) this.groups.set(group, { comment: undefined })
    this.changed()
    return user
  }

  addAcl(given: AclDescription): void {
    const entry: Acl = {
      propagate: true,
      type: given.ugid.includes('!') ? 'token' : given.ugid.includes('@') ? 'user' : 'group',
      ...given,
    }
    const same = (one: Acl): boolean =>
      one.path === entry.path && one.ugid === entry.ugid && one.roleid === entry.roleid && one.type === entry.type
    this.acl = [...this.acl.filter((one) => !same(one)), entry]
    this.changed()
  }

  poolOf(vmid: number): string | undefined {
    for (const [id, pool] of this.pools) if (pool.guests.has(vmid)) return id
    return undefined
  }

  isPrivilege(name: string): boolean {
    return allPrivileges(this.pve).includes(name)
  }
}

/** `lena@pve!reading` belongs to `lena@pve`. */
export const ownerOf = (authid: string): string => authid.split('!')[0] ?? authid
export const tokenIdOf = (authid: string): string | undefined => authid.split('!')[1]
