/**
 * A world as plain data. Scenario files and the conformance test both say what there is in these words; nothing here
 * does anything. Everything that may be left out has a homely default.
 */
export type PveVersion = '9.2' | '8.4'

export interface WorldDescription {
  /** Left out: every node stands alone (normally there is just one). */
  readonly cluster?: ClusterDescription
  readonly nodes: readonly NodeDescription[]
  readonly storages?: readonly StorageDescription[]
  readonly guests?: readonly GuestDescription[]
  readonly access?: AccessDescription
  readonly ha?: HaDescription
  readonly jobs?: readonly BackupJobDescription[]
  readonly replications?: readonly ReplicationDescription[]
  readonly options?: Readonly<Record<string, string>>
  /** Tasks of the past, and tasks that are running when somebody first looks. */
  readonly tasks?: readonly TaskDescription[]
  /** Groups of nodes that cannot hear each other. */
  readonly cut?: readonly (readonly string[])[]
  /** When the world begins, in milliseconds since the epoch; time then moves only when it is advanced. */
  readonly beginsAt?: number
  /** Tasks that come and go by themselves while the world runs. */
  readonly life?: readonly LifeDescription[]
}

interface ClusterDescription {
  readonly name: string
  readonly version?: number
  readonly qdevice?: { readonly host: string; readonly connected?: boolean }
  /** Somebody has typed `pvecm expected` since the membership last changed, on one of the nodes that are up. */
  readonly expected?: number
}

export interface NodeDescription {
  readonly name: string
  readonly id?: number
  readonly ip?: string
  /** Its address in a second network for corosync. */
  readonly secondIp?: string
  readonly votes?: number
  /** Seconds since the node booted. */
  readonly uptime?: number
  /** Seconds since the power went away. */
  readonly offFor?: number
  /** Not a member: removed from corosync.conf (a ghost, if guests still name it) or waiting to join. */
  readonly member?: boolean
  readonly cpus?: number
  readonly model?: string
  readonly memory?: number
  readonly swap?: number
  readonly swapUsed?: number
  readonly root?: number
  readonly rootUsed?: number
  readonly load?: number
  readonly bootMode?: 'efi' | 'legacy-bios'
  readonly kernel?: string
  readonly manager?: string
  readonly services?: Readonly<Record<string, 'running' | 'dead' | 'failed'>>
  readonly disks?: readonly DiskDescription[]
  readonly zfs?: readonly ZfsDescription[]
  /** Folders where something is mounted, for storages that insist on it. */
  readonly mounts?: readonly string[]
  readonly thinPools?: readonly ThinPoolDescription[]
  readonly network?: readonly Readonly<Record<string, string | number>>[]
  readonly networkChanges?: string
  readonly updates?: readonly PackageDescription[]
  readonly repositories?: RepositoriesDescription
  readonly subscription?: Readonly<Record<string, string | number>>
  /** Days until pveproxy's certificate ends. */
  readonly certificateDays?: number
  readonly timezone?: string
  readonly dns?: Readonly<Record<string, string>>
  /** Seconds since it was put into maintenance. */
  readonly maintenanceFor?: number
  /** Seconds by which this node's clock is ahead. */
  readonly clockAhead?: number
  readonly pci?: readonly Readonly<Record<string, string | number>>[]
  readonly usb?: readonly Readonly<Record<string, string | number>>[]
}

/** Of PVE's own: true is enabled, false is there but disabled, left out is not there. */
interface RepositoriesDescription {
  readonly enterprise?: boolean
  readonly noSubscription?: boolean
  readonly test?: boolean
  /** The release that Debian's own repository names; left out: that of this PVE. */
  readonly debianSuite?: string
  /** Files that cannot be read. */
  readonly broken?: readonly { readonly path: string; readonly error: string }[]
}

export interface DiskDescription {
  readonly devpath: string
  readonly size: number
  readonly model?: string
  readonly serial?: string
  readonly type?: 'ssd' | 'hdd' | 'nvme' | 'usb' | 'unknown'
  readonly used?: string
  readonly health?: 'PASSED' | 'OK' | 'FAILED' | 'UNKNOWN'
  readonly wearout?: number | 'N/A'
}

export interface ZfsDescription {
  readonly name: string
  readonly size: number
  readonly alloc: number
  /** Percent. */
  readonly frag?: number
  readonly health?: string
  readonly status?: string
  readonly action?: string
  readonly errors?: string
  readonly children?: readonly { readonly name: string; readonly state: string; readonly msg?: string }[]
}

interface ThinPoolDescription {
  readonly lv: string
  readonly vg: string
  readonly size: number
  readonly used: number
  readonly metadataSize: number
  readonly metadataUsed: number
}

interface PackageDescription {
  readonly Package: string
  readonly Version: string
  readonly OldVersion: string
  readonly Title?: string
}

export interface StorageDescription {
  readonly id: string
  readonly type: 'dir' | 'nfs' | 'lvmthin' | 'zfspool' | 'btrfs' | 'pbs' | 'cifs'
  readonly content: string
  readonly shared?: boolean
  readonly nodes?: readonly string[]
  readonly disabled?: boolean
  readonly total: number
  /** Per node where it is not shared, else of the whole. */
  readonly used?: number
  /** Bytes that are written to it each day and never deleted. */
  readonly growth?: number
  readonly path?: string
  readonly config?: Readonly<Record<string, string | number>>
  /** Calls that touch it hang on these nodes. */
  readonly hangsOn?: readonly string[]
  /** Seconds since it began to hang. */
  readonly hangingFor?: number
  readonly offlineOn?: readonly string[]
  readonly volumes?: readonly VolumeDescription[]
}

export interface VolumeDescription {
  readonly name: string
  readonly node?: string
  readonly content: string
  readonly format: string
  readonly size: number
  readonly used?: number
  readonly vmid?: number
  /** Seconds since it was made. */
  readonly age?: number
  readonly parent?: string
  readonly notes?: string
  readonly protected?: boolean
}

export type RunState =
  | 'stopped'
  | 'running'
  | 'paused'
  | 'io-error'
  | 'prelaunch'
  | 'suspended'
  | 'internal-error'
  | 'guest-panicked'
  | 'shutdown'
  | 'postmigrate'

export interface GuestDescription {
  readonly vmid: number
  readonly type?: 'qemu' | 'lxc'
  readonly node: string
  /** Where the volumes on local storages lie, if the configuration has been moved without them. */
  readonly disksOn?: string
  readonly name?: string
  readonly config?: Readonly<Record<string, string | number>>
  /** Keys that its configuration does not have although new guests usually do. */
  readonly without?: readonly string[]
  readonly pending?: Readonly<Record<string, string | number>>
  readonly run?: RunState
  readonly uptime?: number
  readonly lock?: string
  readonly snapshots?: readonly SnapshotDescription[]
  readonly behaviour?: Behaviour
  /** Seconds from start until it listens to the power button and the agent. */
  readonly bootTime?: number
  /** The agent inside: answers, is not there, or hangs in the middle of commands. */
  readonly agent?: 'alive' | 'dead'
  readonly load?: number
  readonly memoryUse?: number
  readonly diskUsed?: number
  readonly netRate?: number
  readonly diskRate?: number
  /** Seconds since the guest was made. */
  readonly age?: number
  readonly fsinfo?: readonly Readonly<Record<string, string | number>>[]
  /** What its agent tells as `kernel-release`. */
  readonly kernel?: string
  readonly addresses?: readonly string[]
}

/**
 * `obedient`: shuts down in a few seconds. `ignores-acpi`: the power button does nothing. `frozen-qemu`: the process is
 * stopped and answers nothing. `writes-to-dead-storage`: only SIGKILL ends it. `powers-off`: switches itself off soon
 * after every start.
 */
export type Behaviour = 'obedient' | 'ignores-acpi' | 'frozen-qemu' | 'writes-to-dead-storage' | 'powers-off'

interface SnapshotDescription {
  readonly name: string
  readonly description?: string
  readonly age?: number
  readonly vmstate?: boolean
  readonly parent?: string
  readonly snapstate?: string
}

interface AccessDescription {
  /** Without the demo accounts and the reading token: only what is said here, and root@pam. */
  readonly bare?: boolean
  readonly users?: readonly UserDescription[]
  readonly roles?: Readonly<Record<string, readonly string[]>>
  readonly groups?: Readonly<Record<string, string>>
  readonly acl?: readonly AclDescription[]
  readonly pools?: readonly PoolDescription[]
  /** The reading token is privilege-separated and has no rights of its own. */
  readonly poorReadingToken?: boolean
}

interface PoolDescription {
  readonly poolid: string
  readonly comment?: string
  readonly guests?: readonly number[]
  readonly storages?: readonly string[]
}

export interface UserDescription {
  readonly userid: string
  readonly password?: string
  readonly enable?: boolean
  readonly expire?: number
  readonly comment?: string
  readonly email?: string
  readonly groups?: readonly string[]
  readonly totpSecret?: string
  readonly recoveryCodes?: readonly string[]
  readonly tokens?: readonly TokenDescription[]
}

interface TokenDescription {
  readonly tokenid: string
  readonly value: string
  readonly privsep?: boolean
  readonly expire?: number
  readonly comment?: string
}

export interface AclDescription {
  readonly path: string
  readonly ugid: string
  readonly roleid: string
  readonly type?: 'user' | 'group' | 'token'
  readonly propagate?: boolean
}

interface HaDescription {
  /** Switched off for the whole cluster, as by `ha-manager crm-command disarm-ha freeze`. */
  readonly disarmed?: boolean
  /** Seconds since the last manager was at work, where none is. */
  readonly masterGoneFor?: number
  readonly resources?: readonly HaResourceDescription[]
  readonly rules?: readonly Readonly<Record<string, string | number>>[]
}

interface HaResourceDescription {
  readonly sid: string
  readonly state?: string
  readonly crm?: string
  readonly comment?: string
  readonly max_restart?: number
  readonly max_relocate?: number
}

export interface BackupJobDescription {
  readonly id: string
  readonly schedule: string
  readonly storage: string
  readonly enabled?: boolean
  readonly all?: boolean
  readonly vmid?: string
  readonly exclude?: string
  readonly mode?: string
  readonly comment?: string
  readonly more?: Readonly<Record<string, string | number>>
}

export interface ReplicationDescription {
  readonly id: string
  readonly guest: number
  readonly source: string
  readonly target: string
  // Every so many minutes; what is written otherwise is taken for a quarter of an hour.
  readonly schedule?: string
  readonly disable?: boolean
  readonly fail_count?: number
  readonly error?: string
  /** Seconds since it last went well. */
  readonly lastSyncAge?: number
  /** Seconds since it was last tried. */
  readonly lastTryAge?: number
}

export interface TaskDescription {
  readonly node: string
  readonly type: string
  readonly id?: string
  readonly user?: string
  /** Seconds since it began. */
  readonly age: number
  /** Seconds it took; left out: it is still running. */
  readonly duration?: number
  readonly status?: string
  readonly log?: readonly string[]
  /** Seconds until a running one ends; left out: never. */
  readonly remaining?: number
  readonly endsAs?: string
  /** A running one that holds the guest's lock, as a waiting shutdown does. */
  readonly holdsLock?: boolean
}

/**
 * `backup`: a vzdump of one guest after the other; `restart`: somebody reboots a guest; `update`: a package refresh; `chore`:
 * in turn somebody looks at a console, an image is downloaded or packages are refreshed, half a minute each.
 */
export interface LifeDescription {
  readonly kind: 'backup' | 'restart' | 'update' | 'chore'
  readonly every: number
  readonly first?: number
  readonly vmids?: readonly number[]
  readonly node?: string
  readonly storage?: string
}
