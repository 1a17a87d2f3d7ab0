/**
 * How Steward may run the listed commands in a node's shell. `off`: not set up, a person runs them. `unconfirmed`: nobody
 * has confirmed the server's key yet. `outdated`: proven, but for the dispatcher of another release.
 */
export type ChannelState =
  | 'off'
  | 'unconfirmed'
  | 'host-key-changed'
  | 'unproven'
  | 'not-proven'
  | 'outdated'
  | 'proven'

/** One thing that was tried on the node: a listed command that must work, or something else that must be refused. */
export type ChannelProbe = {
  /** The command as it was sent, or what was asked for: shell, terminal, sftp, port-forwarding … */
  what: string
  expects: 'works' | 'refused'
  ok: boolean
  /** The node's own words; hostile input. */
  words: string
}

export type ChannelNode = {
  node: string
  state: ChannelState
  /** Where its SSH server is; a suggestion while it is off. */
  host: string
  port: number
  user: string
  /** The server's key that a person has confirmed, as `ssh-keygen -l` prints it. */
  hostKey: string | null
  /** The key that it showed last, when that is not the confirmed one. */
  seenHostKey: string | null
  provenAt: number | null
  /** Of the last proof, also when it failed. */
  probes: ChannelProbe[]
  /** Why the last try got no answer; hostile input. */
  problem: string | null
}

/** The channel of a cluster. The commands are the same on every node; a person runs them as root. */
export type ChannelReply = {
  publicKey: string
  install: string
  remove: string
  /** Prints the fingerprint that has to be compared. */
  compare: string
  nodes: ChannelNode[]
}
