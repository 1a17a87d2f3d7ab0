import type { CallResult, PlannedCall } from '@steward/contracts'
import { PveError, type PveApi } from '@steward/pve-client'
import { messageOf } from '../app-error.ts'
import { shellWord } from './features.ts'

/** Rights to look, none to change. VM.GuestAgent.Audit exists since PVE 9; on 8 the role is made without it. */
const privileges = ['VM.Audit', 'Sys.Audit', 'Datastore.Audit', 'Pool.Audit', 'SDN.Audit', 'Mapping.Audit']
const since9 = 'VM.GuestAgent.Audit'
const role = 'StewardReader'
const user = 'steward@pve'

type Step = { planned: PlannedCall; run: (api: PveApi) => Promise<{ message: string | null; token?: string }> }

/** The calls that make a reading account, in order. `tokenId` is the part after the "!". */
export function makeSteps(tokenId: string): Step[] {
  const token = `${user}!${tokenId}`
  const privs = [...privileges, since9].join(',')
  return [
    {
      planned: plan(
        'create-role',
        'POST',
        '/access/roles',
        { roleid: role, privs },
        `pveum role add ${role} --privs ${privs}`,
      ),
      run: createRole,
    },
    {
      planned: plan(
        'create-user',
        'POST',
        '/access/users',
        { userid: user, comment: 'reads for Steward' },
        `pveum user add ${user} --comment 'reads for Steward'`,
      ),
      run: async (api) => quiet(api.call('userCreate', { userid: user, comment: 'reads for Steward' })),
    },
    {
      planned: plan(
        'grant-user',
        'PUT',
        '/access/acl',
        { path: '/', users: user, roles: role },
        `pveum acl modify / --users ${user} --roles ${role}`,
      ),
      run: async (api) => quiet(api.call('aclUpdate', { path: '/', users: [user], roles: [role] })),
    },
    {
      planned: plan(
        'create-token',
        'POST',
        `/access/users/${user}/token/${tokenId}`,
        { privsep: '1', comment: 'reads for Steward' },
        `pveum user token add ${user} ${tokenId} --privsep 1`,
      ),
      async run(api) {
        const made = await api.call('tokenCreate', {
          userid: user,
          tokenid: tokenId,
          privsep: true,
          comment: 'reads for Steward',
        })
        return { message: null, token: `${made.data['full-tokenid']}=${made.data.value}` }
      },
    },
    {
      planned: plan(
        'grant-token',
        'PUT',
        '/access/acl',
        { path: '/', tokens: token, roles: role },
        `pveum acl modify / --tokens ${shellWord(token)} --roles ${role}`,
      ),
      run: async (api) => quiet(api.call('aclUpdate', { path: '/', tokens: [token], roles: [role] })),
    },
  ]
}

async function createRole(api: PveApi) {
  try {
    return await quiet(api.call('roleCreate', { roleid: role, privs: [...privileges, since9] }))
  } catch (error) {
    if (
      !(error instanceof PveError) ||
      error.kind !== 'bad-request' ||
      !Object.values(error.fields ?? {}).some((text) => text.includes(since9))
    )
      throw error
    await api.call('roleCreate', { roleid: role, privs: privileges })
    return { message: `made without ${since9}, which this version does not know` }
  }
}

/** The calls that take it away again. The user and role stay when another token still uses them. */
export function removeSteps(fullTokenId: string): Step[] {
  const [userid = user, tokenid = ''] = fullTokenId.split('!')
  return [
    {
      planned: plan(
        'remove-token',
        'DELETE',
        `/access/users/${userid}/token/${tokenid}`,
        {},
        `pveum user token remove ${shellWord(userid)} ${shellWord(tokenid)}`,
      ),
      run: async (api) => quiet(api.call('tokenDelete', { userid, tokenid })),
    },
    {
      planned: plan('remove-user', 'DELETE', `/access/users/${userid}`, {}, `pveum user delete ${shellWord(userid)}`),
      async run(api) {
        const left = (await api.call('tokens', { userid })).data
        if (left.length > 0) return { message: 'kept: another token of this user is in use' }
        return quiet(api.call('userDelete', { userid }))
      },
    },
    {
      planned: plan('remove-role', 'DELETE', `/access/roles/${role}`, {}, `pveum role delete ${role}`),
      async run(api) {
        const used = (await api.call('acl', {})).data.some((entry) => entry.roleid === role)
        if (used) return { message: 'kept: the role is still granted to somebody' }
        return quiet(api.call('roleDelete', { roleid: role }))
      },
    },
  ]
}

/** Runs the steps in order and stops at the first that fails; what is already there is not a failure. */
export async function runSteps(
  steps: readonly Step[],
  api: PveApi,
): Promise<{ results: CallResult[]; token: string | null }> {
  const results: CallResult[] = []
  let token: string | null = null
  let broken = false
  for (const { planned, run } of steps) {
    if (broken) {
      results.push({ call: planned, outcome: 'not-tried', message: null })
      continue
    }
    try {
      const done = await run(api)
      token = done.token ?? token
      results.push({ call: planned, outcome: 'done', message: done.message })
    } catch (error) {
      const there = /already exists/.test(messageOf(error)) && planned.purpose !== 'create-token'
      results.push({ call: planned, outcome: there ? 'already-there' : 'failed', message: messageOf(error) })
      broken = !there
    }
  }
  return { results, token: broken ? null : token }
}

const quiet = async (call: Promise<unknown>) => {
  await call
  return { message: null }
}

function plan(
  purpose: PlannedCall['purpose'],
  method: PlannedCall['method'],
  path: string,
  parameters: Record<string, string>,
  command: string,
): PlannedCall {
  return { purpose, method, path: `/api2/json${path}`, parameters, command }
}
