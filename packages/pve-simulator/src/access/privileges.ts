import type { PveVersion } from '../world/description.ts'

const vmConfig = ['CDROM', 'CPU', 'Cloudinit', 'Disk', 'HWType', 'Memory', 'Network', 'Options'].map(
  (part) => `VM.Config.${part}`,
)
const agent = ['Audit', 'FileRead', 'FileSystemMgmt', 'FileWrite', 'Unrestricted'].map(
  (part) => `VM.GuestAgent.${part}`,
)
const vmAdmin = [
  'VM.Allocate',
  'VM.Audit',
  'VM.Backup',
  'VM.Clone',
  'VM.Console',
  'VM.Migrate',
  'VM.PowerMgmt',
  'VM.Replicate',
  'VM.Snapshot',
  'VM.Snapshot.Rollback',
  ...vmConfig,
  ...agent,
]
const datastoreAdmin = [
  'Datastore.Allocate',
  'Datastore.AllocateSpace',
  'Datastore.AllocateTemplate',
  'Datastore.Audit',
]
const sdnAdmin = ['SDN.Allocate', 'SDN.Audit', 'SDN.Use']
const userAdmin = ['Group.Allocate', 'Realm.AllocateUser', 'User.Modify']
const poolAdmin = ['Pool.Allocate', 'Pool.Audit']
const sysAdmin = ['Sys.Audit', 'Sys.Console', 'Sys.Syslog']
const sys = ['Sys.AccessNetwork', 'Sys.Incoming', 'Sys.Modify', 'Sys.PowerMgmt']
const mappingUser = ['Mapping.Audit', 'Mapping.Use']

const admin = [...vmAdmin, ...datastoreAdmin, ...sdnAdmin, ...userAdmin, ...poolAdmin, ...sysAdmin, ...mappingUser]
const all = [...admin, ...sys, 'Mapping.Modify', 'Permissions.Modify', 'Realm.Allocate']

/** The roles that PVE brings along (pve-access-control: src/PVE/AccessControl.pm). */
const roles: Readonly<Record<string, readonly string[]>> = {
  Administrator: all,
  NoAccess: [],
  PVEAdmin: admin,
  PVEAuditor: [
    'Datastore.Audit',
    'Mapping.Audit',
    'Pool.Audit',
    'SDN.Audit',
    'Sys.Audit',
    'VM.Audit',
    'VM.GuestAgent.Audit',
  ],
  PVEDatastoreAdmin: datastoreAdmin,
  PVEDatastoreUser: ['Datastore.AllocateSpace', 'Datastore.Audit'],
  PVEMappingAdmin: [...mappingUser, 'Mapping.Modify'],
  PVEMappingUser: mappingUser,
  PVEPoolAdmin: poolAdmin,
  PVEPoolUser: ['Pool.Audit'],
  PVESDNAdmin: sdnAdmin,
  PVESDNUser: ['SDN.Audit', 'SDN.Use'],
  PVESysAdmin: sysAdmin,
  PVETemplateUser: ['VM.Audit', 'VM.Clone'],
  PVEUserAdmin: userAdmin,
  PVEVMAdmin: vmAdmin,
  PVEVMUser: [
    'VM.Audit',
    'VM.Backup',
    'VM.Config.CDROM',
    'VM.Config.Cloudinit',
    'VM.Console',
    'VM.PowerMgmt',
    ...agent.filter((name) => !name.endsWith('Unrestricted')),
  ],
}

/** Before 9 one privilege stood for all that the guest agent and the monitor can do, and replication had none. */
function before9(privs: readonly string[]): string[] {
  const kept = privs.filter((name) => !name.startsWith('VM.GuestAgent') && name !== 'VM.Replicate')
  return privs.includes('VM.GuestAgent.Unrestricted') ? [...kept, 'VM.Monitor'] : kept
}

export function builtInRoles(pve: PveVersion): Map<string, readonly string[]> {
  return new Map(Object.entries(roles).map(([id, privs]) => [id, pve === '8.4' ? before9(privs) : privs]))
}

export const allPrivileges = (pve: PveVersion): readonly string[] => builtInRoles(pve).get('Administrator') ?? []
