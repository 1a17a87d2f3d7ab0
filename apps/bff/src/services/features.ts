import type { FeatureCheck, FeatureId, PermissionCheck } from '@steward/contracts'
import { may, type Rights } from './visibility.ts'

type Need = { path: string; privilege: string }

/** Which rights each part of Steward needs; PVEAuditor on `/` brings all but the last two (pve-access-control: src/PVE/AccessControl.pm). */
const needs: Readonly<Record<FeatureId, readonly Need[]>> = {
  guests: [{ path: '/vms', privilege: 'VM.Audit' }],
  nodes: [{ path: '/nodes', privilege: 'Sys.Audit' }],
  storages: [{ path: '/storage', privilege: 'Datastore.Audit' }],
  cluster: [{ path: '/', privilege: 'Sys.Audit' }],
  tasks: [{ path: '/', privilege: 'Sys.Audit' }],
  pools: [{ path: '/pool', privilege: 'Pool.Audit' }],
  network: [{ path: '/sdn', privilege: 'SDN.Audit' }],
  agent: [{ path: '/vms', privilege: 'VM.GuestAgent.Audit' }],
  updates: [{ path: '/nodes', privilege: 'Sys.Modify' }],
  journal: [{ path: '/nodes', privilege: 'Sys.Syslog' }],
}

const inAuditor = new Set([
  'VM.Audit',
  'Sys.Audit',
  'Datastore.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'VM.GuestAgent.Audit',
])

const featureIds = Object.keys(needs).filter((id): id is FeatureId => id in needs)

/** Judges rights against what Steward can do. `major` is PVE's major version: 8 has VM.Monitor where 9 has VM.GuestAgent.Audit. */
export function checkFeatures(input: {
  identity: string
  rights: Rights
  major: number | null
  now: number
}): PermissionCheck {
  const isToken = input.identity.includes('!')
  return {
    identity: input.identity,
    checkedAt: input.now,
    separatedWithoutAcl: isToken && Object.keys(input.rights).length === 0,
    features: featureIds.map((feature) => checkFeature(feature, input)),
  }
}

function checkFeature(
  feature: FeatureId,
  { identity, rights, major }: { identity: string; rights: Rights; major: number | null },
): FeatureCheck {
  const asked = needs[feature].map((need) =>
    need.privilege === 'VM.GuestAgent.Audit' && major !== null && major < 9
      ? { ...need, privilege: 'VM.Monitor' }
      : need,
  )
  const checked = asked.map((need) => ({ ...need, granted: may(rights, need.path, need.privilege) }))
  const missing = checked.filter((need) => !need.granted)
  const partly = missing.some((need) =>
    Object.keys(rights).some(
      (path) => path.startsWith(`${need.path === '/' ? '' : need.path}/`) && may(rights, path, need.privilege),
    ),
  )
  return {
    feature,
    state: missing.length === 0 ? 'on' : partly ? 'partly' : 'off',
    needs: checked,
    commands: missing.flatMap((need) => commandsFor(identity, need)),
  }
}

/**
 * The lines that grant a right. A privilege-separated token may do only what both it and its user may, so both are named.
 * Granting on `/` where PVEAuditor brings the right; a role of its own for the few that it does not.
 */
export function commandsFor(identity: string, need: Need): string[] {
  const [user = identity] = identity.split('!')
  const shared = inAuditor.has(need.privilege)
  const role = shared ? 'PVEAuditor' : `Steward${need.privilege.replaceAll('.', '')}`
  const path = shared ? '/' : need.path
  const grant = (option: string, who: string) =>
    `pveum acl modify ${path} --${option} ${shellWord(who)} --roles ${role}`
  return [
    ...(shared ? [] : [`pveum role add ${role} --privs ${need.privilege}`]),
    grant('users', user),
    ...(identity.includes('!') ? [grant('tokens', identity)] : []),
  ]
}

/** Quotes for a POSIX shell. User names are hostile input too. */
export const shellWord = (text: string) =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
