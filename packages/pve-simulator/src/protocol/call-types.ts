/** One parameter as PVE's schema describes it, reduced to what can be refused. */
export interface Param {
  readonly type: string
  readonly optional?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly enum?: readonly (string | number)[]
  readonly requires?: string
  readonly format?: string
  /** A property string (`key=value,key=value`) with its parts. */
  readonly properties?: Readonly<Record<string, Param>>
  readonly items?: Param
  readonly default_key?: number
  readonly alias?: string
}

/** A permission rule as PVE writes it: nested lists beginning with the name of a test. */
export type Check = string | number | readonly Check[]

export interface CallRow {
  /** Name to index into the pool of parameters. `net[n]` stands for net0, net1 … */
  readonly params: Readonly<Record<string, number>>
  /** `all`: anybody who is signed in; `world`: nobody needs to be. Neither this nor `check`: root@pam's ticket only. */
  readonly user?: string
  readonly check?: Check
  /** Runs in pvedaemon as root, so it needs one of its three workers. */
  readonly protected?: boolean
  /** Runs on the node named in the path. */
  readonly proxied?: boolean
  readonly ticketOnly?: boolean
  readonly open?: boolean
}

export type CallTable = Readonly<Record<string, CallRow>>
