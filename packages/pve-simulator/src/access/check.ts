import type { CallRow, Check } from '../protocol/call-types.ts'
import type { Params } from '../protocol/check-params.ts'
import { denied, type ApiError } from '../protocol/errors.ts'
import type { Permissions } from './permissions.ts'
import type { AccessStore } from './store.ts'

interface Question {
  readonly authid: string
  readonly params: Params
  readonly permissions: Permissions
  readonly store: AccessStore
}

/** Refuses with PVE's words unless the rule of the call is met (pve-access-control: src/PVE/RPCEnvironment.pm). */
export function checkPermission(row: CallRow, question: Question): void {
  if (row.check !== undefined) {
    const refusal = refuse(row.check, question)
    if (refusal) throw refusal
  } else if (row.user === undefined && question.authid !== 'root@pam') throw denied('user != root@pam')
}

const texts = (check: Check | undefined): string[] =>
  Array.isArray(check) ? check.map(String) : check === undefined ? [] : [String(check)]

function refuse(check: Check, question: Question): ApiError | undefined {
  if (typeof check !== 'object') return undefined
  const [kind, first, second] = check
  if (kind === 'and')
    return check
      .slice(1)
      .map((one) => refuse(one, question))
      .find((one) => one !== undefined)
  if (kind === 'or') return check.slice(1).some((one) => refuse(one, question) === undefined) ? undefined : denied()
  if (kind === 'perm') return refusePerm(check, question)
  if (kind === 'userid-param') return refuseUser(String(first), question)
  if (kind === 'userid-group') return refuseGroup(texts(first), question)
  if (kind === 'perm-modify') return refuseModify(String(first), question)
  return second === undefined ? undefined : denied()
}

function filled(path: string, params: Params): string {
  return path.replace(/\{(\w[\w-]*)\}/g, (_, name: string) => String(params[name] ?? ''))
}

function refusePerm(check: readonly Check[], question: Question): ApiError | undefined {
  const path = filled(String(check[1]), question.params)
  const names = texts(check[2])
  const options = check.slice(3).map(String)
  const needed = options.indexOf('require_param')
  if (needed >= 0 && question.params[options[needed + 1] ?? ''] === undefined) return denied()
  const held = question.permissions.of(question.authid, path)
  if (options.includes('any'))
    return names.some((name) => held.has(name)) ? undefined : denied(`${path}, ${names.join('|')}`)
  const missing = names.find((name) => !held.has(name))
  return missing === undefined ? undefined : denied(`${path}, ${missing}`)
}

function refuseUser(what: string, { authid, params, permissions }: Question): ApiError | undefined {
  const userid = String(params.userid ?? '')
  if (what === 'self') return authid === userid ? undefined : denied()
  const path = `/access/realm/${userid.split('@')[1] ?? ''}`
  return permissions.has(authid, path, what) ? undefined : denied(`${path}, ${what}`)
}

function refuseGroup(names: readonly string[], { authid, params, permissions, store }: Question): ApiError | undefined {
  if (permissions.any(authid, '/access/groups', names)) return undefined
  const groups = store.users.get(String(params.userid ?? ''))?.groups ?? new Set<string>()
  return [...groups].some((group) => permissions.any(authid, `/access/groups/${group}`, names))
    ? undefined
    : denied(`/access/groups, ${names.join('|')}`)
}

/** Whoever may allocate a kind of thing may also hand out rights on it. */
function refuseModify(path: string, { authid, params, permissions }: Question): ApiError | undefined {
  const at = filled(path, params)
  const also: Record<string, string> = { vms: 'VM.Allocate', storage: 'Datastore.Allocate', pool: 'Pool.Allocate' }
  const extra = also[at.split('/')[1] ?? '']
  const names = extra === undefined ? ['Permissions.Modify'] : ['Permissions.Modify', extra]
  return permissions.any(authid, at, names) ? undefined : denied(`${at}, ${names.join('|')}`)
}
