import { ownerOf, type Token, type User } from '../access/store.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, denied, failure } from '../protocol/errors.ts'
import { hash, uuid } from '../sim/random.ts'

type Row = Record<string, unknown>

/** Users, tokens, roles and pools share one file, which waits ten seconds for a quorum before it gives up. */
export async function needUserFile(call: Call, verb: string): Promise<void> {
  if (call.world.heldLocks.has('file-user_cfg')) {
    await call.world.scheduler.sleep(10)
    throw failure(`${verb}: cfs-lock 'file-user_cfg' error: got lock request timeout`)
  }
  if (call.world.isWritable(call.node)) return
  await call.world.scheduler.sleep(10)
  throw failure(`${verb}: cfs-lock 'file-user_cfg' error: no quorum!`)
}

const userRow = (user: User): Row => ({
  userid: user.id,
  enable: user.enable ? 1 : 0,
  expire: user.expire,
  'realm-type': user.id.split('@')[1] === 'pam' ? 'pam' : 'pve',
  ...user.texts,
})

function users(call: Call): Row[] {
  const all = call.may('/access/groups', 'User.Modify', 'Sys.Audit')
  const list = [...call.world.access.users.values()].filter((user) => all || user.id === call.authid)
  return list.map((user) => ({
    ...userRow(user),
    ...(call.flag('full') ? { groups: [...user.groups].join(','), tokens: tokenRows(user) } : {}),
  }))
}

const tokenRow = (token: Token): Row => ({
  expire: token.expire,
  privsep: token.privsep ? 1 : 0,
  ...(token.comment === undefined ? {} : { comment: token.comment }),
})

const tokenRows = (user: User): Row[] => [...user.tokens].map(([tokenid, token]) => ({ tokenid, ...tokenRow(token) }))

function userOf(call: Call): User {
  const user = call.world.access.users.get(call.needed('userid'))
  if (!user) throw failure(`no such user ('${call.needed('userid')}')`)
  return user
}

async function addUser(call: Call): Promise<null> {
  const userid = call.needed('userid')
  await needUserFile(call, 'create user failed')
  if (call.world.access.users.has(userid)) throw failure(`create user failed: user '${userid}' already exists`)
  const text = (name: string): Record<string, string> => {
    const value = call.text(name)
    return value === undefined ? {} : { [name]: value }
  }
  const user = call.world.access.addUser({
    userid,
    enable: call.params.enable === undefined || call.flag('enable'),
    expire: call.number('expire') ?? 0,
    groups: call.list('groups'),
    ...text('password'),
    ...text('comment'),
  })
  // A user that the API made has an address, if an empty one.
  Object.assign(user.texts, { email: '' }, text('email'), text('firstname'), text('lastname'))
  return null
}

async function setUser(call: Call): Promise<null> {
  const user = userOf(call)
  await needUserFile(call, 'update user failed')
  if (call.params.enable !== undefined) user.enable = call.flag('enable')
  user.expire = call.number('expire') ?? user.expire
  for (const name of ['comment', 'email', 'firstname', 'lastname']) {
    const value = call.text(name)
    if (value !== undefined) user.texts[name] = value
  }
  if (call.params.groups !== undefined)
    user.groups = new Set([...(call.flag('append') ? user.groups : []), ...call.list('groups')])
  call.world.access.changed()
  return null
}

async function removeUser(call: Call): Promise<null> {
  const user = userOf(call)
  await needUserFile(call, 'delete user failed')
  const { access } = call.world
  access.users.delete(user.id)
  access.acl = access.acl.filter((entry) => ownerOf(entry.ugid) !== user.id)
  access.changed()
  return null
}

function tokenOf(call: Call): Token {
  const token = userOf(call).tokens.get(call.needed('tokenid'))
  if (!token) throw failure(`no such token '${call.needed('tokenid')}' for user '${call.needed('userid')}'`)
  return token
}

async function addToken(call: Call): Promise<Row> {
  const user = userOf(call)
  const id = call.needed('tokenid')
  await needUserFile(call, 'generating token failed')
  if (user.tokens.has(id)) throw badParams({ tokenid: 'Token already exists.' })
  const privsep = call.params.privsep === undefined || call.flag('privsep')
  const token: Token = {
    privsep,
    expire: call.number('expire') ?? 0,
    comment: call.text('comment'),
    value: uuid(hash(`${user.id} ${id} ${call.world.now()} ${Math.random()}`)),
  }
  user.tokens.set(id, token)
  call.world.access.changed()
  const info = {
    privsep: privsep ? '1' : '0',
    ...(token.comment === undefined ? {} : { comment: token.comment }),
    ...(token.expire > 0 ? { expire: String(token.expire) } : {}),
  }
  return { value: token.value, 'full-tokenid': `${user.id}!${id}`, info }
}

async function setToken(call: Call): Promise<Row> {
  const token = tokenOf(call)
  await needUserFile(call, 'updating token info failed')
  if (call.params.privsep !== undefined) token.privsep = call.flag('privsep')
  token.expire = call.number('expire') ?? token.expire
  token.comment = call.text('comment') ?? token.comment
  if (call.flag('regenerate')) token.value = uuid(hash(`${call.world.now()} ${Math.random()}`))
  call.world.access.changed()
  return { ...tokenRow(token), ...(call.flag('regenerate') ? { value: token.value } : {}) }
}

async function removeToken(call: Call): Promise<null> {
  tokenOf(call)
  await needUserFile(call, 'deleting token failed')
  userOf(call).tokens.delete(call.needed('tokenid'))
  const full = `${call.needed('userid')}!${call.needed('tokenid')}`
  call.world.access.acl = call.world.access.acl.filter((entry) => entry.ugid !== full)
  call.world.access.changed()
  return null
}

async function addRole(call: Call): Promise<null> {
  const id = call.needed('roleid')
  await needUserFile(call, 'create role failed')
  if (call.world.access.roles.has(id)) throw failure(`create role failed: role '${id}' already exists`)
  call.world.access.roles.set(id, { privs: new Set(call.list('privs')), special: false })
  call.world.access.changed()
  return null
}

async function setRole(call: Call): Promise<null> {
  const id = call.needed('roleid')
  await needUserFile(call, 'modify role failed')
  const role = call.world.access.roles.get(id)
  if (!role) throw failure(`modify role failed: role '${id}' does not exist`)
  if (role.special) throw failure(`auto-generated role '${id}' cannot be modified`)
  role.privs = new Set([...(call.flag('append') ? role.privs : []), ...call.list('privs')])
  call.world.access.changed()
  return null
}

async function removeRole(call: Call): Promise<null> {
  const id = call.needed('roleid')
  await needUserFile(call, 'delete role failed')
  const role = call.world.access.roles.get(id)
  if (!role) throw failure(`delete role failed: role '${id}' does not exist`)
  if (role.special) throw failure(`auto-generated role '${id}' cannot be deleted`)
  call.world.access.roles.delete(id)
  call.world.access.changed()
  return null
}

const roles = (call: Call): Row[] =>
  [...call.world.access.roles].map(([roleid, role]) => ({
    roleid,
    privs: [...role.privs].toSorted().join(','),
    ...(role.special ? { special: 1 } : {}),
  }))

function roleOf(call: Call): Row {
  const role = call.world.access.roles.get(call.needed('roleid'))
  if (!role) throw failure(`role '${call.needed('roleid')}' does not exist`)
  return Object.fromEntries([...role.privs].map((name) => [name, 1]))
}

function acl(call: Call): Row[] {
  const audit = call.may('/access', 'Sys.Audit', 'Permissions.Modify')
  return call.world.access.acl
    .filter((entry) => audit || call.may(entry.path, 'Permissions.Modify'))
    .map((entry) => ({
      path: entry.path,
      ugid: entry.ugid,
      roleid: entry.roleid,
      type: entry.type,
      propagate: entry.propagate ? 1 : 0,
    }))
}

async function setAcl(call: Call): Promise<null> {
  const { access } = call.world
  await needUserFile(call, 'ACL update failed')
  const kinds = [
    ['users', 'user'],
    ['groups', 'group'],
    ['tokens', 'token'],
  ] as const
  for (const roleid of call.list('roles')) {
    if (!access.roles.has(roleid)) throw failure(`ACL update failed: role '${roleid}' does not exist`)
    for (const [param, type] of kinds) for (const ugid of call.list(param)) setEntry(call, { roleid, type, ugid })
  }
  access.changed()
  return null
}

function setEntry(call: Call, entry: { roleid: string; type: 'user' | 'group' | 'token'; ugid: string }): void {
  const { access } = call.world
  const path = call.needed('path')
  const known = entry.type === 'group' ? access.groups.has(entry.ugid) : access.users.has(ownerOf(entry.ugid))
  if (!known) throw failure(`ACL update failed: ${entry.type} '${entry.ugid}' does not exist`)
  if (call.flag('delete'))
    access.acl = access.acl.filter(
      (one) => !(one.path === path && one.ugid === entry.ugid && one.roleid === entry.roleid),
    )
  else access.addAcl({ ...entry, path, propagate: call.params.propagate === undefined || call.flag('propagate') })
}

function tfa(call: Call): Row[] {
  const all = call.may('/access/groups', 'User.Modify', 'Sys.Audit')
  return [...call.world.access.users.values()]
    .filter(
      (user) => (all || user.id === call.authid) && (user.totpSecret !== undefined || user.recoveryCodes.length > 0),
    )
    .map((user) => ({ userid: user.id, entries: entriesOf(user) }))
}

const entriesOf = (user: User): Row[] => [
  ...(user.totpSecret === undefined
    ? []
    : [{ id: 'totp-1', type: 'totp', description: 'phone', created: 1_760_000_000, enable: 1 }]),
  ...(user.recoveryCodes.length === 0
    ? []
    : [{ id: 'recovery', type: 'recovery', description: '', created: 1_760_000_000, enable: 1 }]),
]

function tfaTypes(call: Call): Row {
  const user = userOf(call)
  if (user.totpSecret === undefined) return {}
  return {
    realm: null,
    user: 'oath',
    ...(call.flag('multiple') ? { types: entriesOf(user).map((entry) => entry.type) } : {}),
  }
}

/** Rights on the realm alone are not enough for one's own second factor: that needs the own password, which is not played. */
const notPlayed = (): never => {
  throw denied('second factors cannot be changed in the simulator')
}

export const accessHandlers: Handlers = {
  'GET /access': () =>
    ['users', 'groups', 'roles', 'acl', 'domains', 'ticket', 'password', 'permissions', 'tfa'].map((subdir) => ({
      subdir,
    })),
  'GET /access/users': users,
  'POST /access/users': addUser,
  'GET /access/users/{userid}': (call) => ({
    ...userRow(userOf(call)),
    groups: [...userOf(call).groups],
    tokens: Object.fromEntries([...userOf(call).tokens].map(([id, token]) => [id, tokenRow(token)])),
  }),
  'PUT /access/users/{userid}': setUser,
  'DELETE /access/users/{userid}': removeUser,
  'GET /access/users/{userid}/tfa': tfaTypes,
  'GET /access/users/{userid}/token': (call) => tokenRows(userOf(call)),
  'GET /access/users/{userid}/token/{tokenid}': (call) => tokenRow(tokenOf(call)),
  'POST /access/users/{userid}/token/{tokenid}': addToken,
  'PUT /access/users/{userid}/token/{tokenid}': setToken,
  'DELETE /access/users/{userid}/token/{tokenid}': removeToken,
  'GET /access/roles': roles,
  'GET /access/roles/{roleid}': roleOf,
  'POST /access/roles': addRole,
  'PUT /access/roles/{roleid}': setRole,
  'DELETE /access/roles/{roleid}': removeRole,
  'GET /access/acl': acl,
  'PUT /access/acl': setAcl,
  'GET /access/groups': (call) =>
    [...call.world.access.groups].map(([groupid, { comment }]) => ({
      groupid,
      users: [...call.world.access.users.values()]
        .filter((user) => user.groups.has(groupid))
        .map((user) => user.id)
        .join(','),
      ...(comment === undefined ? {} : { comment }),
    })),
  'GET /access/tfa': tfa,
  'GET /access/tfa/{userid}': (call) => entriesOf(userOf(call)),
  'POST /access/tfa/{userid}': notPlayed,
  'PUT /access/password': notPlayed,
}
