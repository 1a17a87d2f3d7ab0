import { ownerOf } from '../access/store.ts'
import { makeCsrf, makeTicket, readTicket } from '../access/tickets.ts'
import { totpStep } from '../access/totp.ts'
import { isUsable, nodeSeconds } from '../protocol/authenticate.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { ApiError, failure } from '../protocol/errors.ts'
import type { User } from '../access/store.ts'

type Row = Record<string, unknown>

const refused = (): ApiError => new ApiError(401, 'authentication failure')

/** The last step that each secret was used for: a code is good once. */
const usedSteps = new Map<string, number>()

function login(call: Call): Row {
  const { world } = call
  const realm = call.text('realm')
  const given = call.needed('username')
  const userid = realm !== undefined && !given.includes('@') ? `${given}@${realm}` : given
  const user = world.access.users.get(userid)
  if (!user || !isUsable(world, userid)) throw refused()
  const challenge = call.text('tfa-challenge')
  if (challenge !== undefined) return finishSecond(call, user, challenge)
  const password = call.needed('password')
  const renewed = password.startsWith('PVE:') ? readTicket(password, now(call), call.node.keys) : undefined
  // root may take the place of anybody, with its own ticket as the password.
  if (renewed === userid || renewed === 'root@pam') return whole(call, user)
  if (user.password === undefined || password !== user.password) throw refused()
  if (!needsSecond(user)) return whole(call, user)
  const otp = call.text('otp')
  if (otp === undefined) return half(call, user)
  verifySecond(call, user, otp)
  return whole(call, user)
}

const now = (call: Call): number => nodeSeconds(call.world, call.node)

const needsSecond = (user: User): boolean =>
  user.totpSecret !== undefined || user.recoveryCodes.some((code) => code !== undefined)

/** The half ticket carries the challenge and is good for nothing but the second step. */
function half(call: Call, user: User): Row {
  const recovery = user.recoveryCodes.flatMap((code, index) => (code === undefined ? [] : [index]))
  const challenge = JSON.stringify({
    totp: user.totpSecret !== undefined,
    ...(recovery.length > 0 ? { recovery: recovery.map(String) } : {}),
  })
  const ticket = makeTicket(`!tfa!${encodeURIComponent(challenge)}`, now(call), call.node.keys, user.id)
  return { NeedTFA: 1, ticket, username: user.id, CSRFPreventionToken: makeCsrf(user.id, now(call), call.node.keys) }
}

function finishSecond(call: Call, user: User, challenge: string): Row {
  const data = readTicket(challenge, now(call), call.node.keys, user.id)
  if (!data?.startsWith('!tfa!')) throw refused()
  if (call.text('otp') !== undefined) throw failure('cannot use otp and tfa-challenge together')
  verifySecond(call, user, call.needed('password'))
  return whole(call, user)
}

function verifySecond(call: Call, user: User, response: string): void {
  const [kind = '', code = ''] = response.split(':')
  if (kind === 'totp' && user.totpSecret !== undefined) {
    const step = totpStep(user.totpSecret, code, now(call))
    if (step === undefined || (usedSteps.get(user.totpSecret) ?? 0) >= step) throw refused()
    usedSteps.set(user.totpSecret, step)
    return
  }
  if (kind !== 'recovery') throw refused()
  const index = user.recoveryCodes.indexOf(code)
  // A used code has to be crossed out in priv/tfa.cfg, which needs a quorum.
  if (index < 0 || !call.world.isWritable(call.node)) throw refused()
  user.recoveryCodes[index] = undefined
}

function whole(call: Call, user: User): Row {
  const { world } = call
  world.record(call.node.name, { user: user.id, msg: `successful auth for user '${user.id}'` })
  return {
    username: user.id,
    ticket: makeTicket(user.id, now(call), call.node.keys),
    CSRFPreventionToken: makeCsrf(user.id, now(call), call.node.keys),
    cap: capabilities(call, user.id),
    ...(world.cluster && world.permissions.has(user.id, '/', 'Sys.Audit') ? { clustername: world.cluster.name } : {}),
  }
}

const kinds: Readonly<Record<string, { paths: readonly string[]; fits: (name: string) => boolean }>> = {
  vms: { paths: ['/vms'], fits: (name) => name.startsWith('VM.') || name === 'Permissions.Modify' },
  storage: { paths: ['/storage'], fits: (name) => name.startsWith('Datastore.') || name === 'Permissions.Modify' },
  access: {
    paths: ['/access'],
    fits: (name) => ['User.Modify', 'Group.Allocate', 'Permissions.Modify'].includes(name),
  },
  nodes: { paths: ['/nodes'], fits: (name) => name.startsWith('Sys.') || name === 'Permissions.Modify' },
  sdn: { paths: ['/sdn'], fits: (name) => name.startsWith('SDN.') || name === 'Permissions.Modify' },
  mapping: { paths: ['/mapping'], fits: (name) => name.startsWith('Mapping.') || name === 'Permissions.Modify' },
  dc: {
    paths: ['/'],
    fits: (name) => ['Sys.Audit', 'Sys.Modify', 'SDN.Audit', 'SDN.Use', 'SDN.Allocate'].includes(name),
  },
}

/** A coarse hint of what the interface may show: rights on any path of a kind count (pve-access-control: RPCEnvironment.pm). */
function capabilities(call: Call, userid: string): Row {
  const { access, permissions } = call.world
  const own = access.acl.map((entry) => entry.path)
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, { paths, fits }]) => {
      const all = [
        ...paths,
        ...own.filter((path) => kind !== 'dc' && paths.some((root) => path.startsWith(`${root}/`))),
      ]
      const names = all.flatMap((path) => [...permissions.of(userid, path).keys()]).filter(fits)
      return [kind, Object.fromEntries(names.map((name) => [name, 1]))]
    }),
  )
}

const roots = ['/', '/access', '/access/groups', '/nodes', '/pool', '/sdn', '/storage', '/vms']

function permissionsOf(call: Call): Row {
  const { world } = call
  const asked = call.text('userid') ?? call.authid
  if (asked !== call.authid && ownerOf(asked) !== call.authid) call.need('/access', 'Sys.Audit')
  const path = call.text('path')
  const paths =
    path === undefined ? [...roots, ...world.access.acl.map((entry) => entry.path), ...poolMembers(call)] : [path]
  const result: Row = {}
  for (const one of new Set(paths)) {
    const held = world.permissions.of(asked, one)
    if (held.size > 0) result[one] = Object.fromEntries([...held].map(([name, propagate]) => [name, propagate ? 1 : 0]))
  }
  return result
}

const poolMembers = ({ world }: Call): string[] =>
  [...world.access.pools].flatMap(([, pool]) => [
    ...[...pool.guests].map((vmid) => `/vms/${vmid}`),
    ...[...pool.storages].map((storage) => `/storage/${storage}`),
  ])

export const ticketHandlers: Handlers = {
  'GET /access/ticket': () => null,
  'POST /access/ticket': login,
  'GET /access/permissions': permissionsOf,
  'GET /access/domains': () => [
    { realm: 'pam', type: 'pam', comment: 'Linux PAM standard authentication' },
    { realm: 'pve', type: 'pve', comment: 'Proxmox VE authentication server' },
  ],
}
