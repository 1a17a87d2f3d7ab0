/** Who is looking, and what they may expect. */
export type Session = {
  /** Full PVE user id, e.g. "lena@pve". */
  user: string
  /** Signed in with a PVE ticket; or a known session whose ticket is gone; or opened with a code from the terminal. */
  mode: 'signed-in' | 'known' | 'terminal'
  /** Read-only sessions see the last known facts and can change nothing. */
  readOnly: boolean
  /** Clusters for which this session holds a ticket. */
  clusters: string[]
  /** True when the user may add clusters and read the audit log (Sys.Modify on `/` of the first cluster). */
  admin: boolean
  /** Clusters whose settings the user may change (Sys.Modify on `/` of each). */
  administers: string[]
  expiresAt: number
  idleExpiresAt: number
}

export type SessionState = {
  now: number
  version: string
  /** What has to be done before anybody can sign in. */
  setup: 'needed' | 'open' | 'done'
  session: Session | null
  clusters: ClusterChoice[]
  demo: DemoInfo | null
  /** Chosen at sign-out everywhere, shown as count of other sessions of this user. */
  otherSessions: number
}

/** What the sign-in page may know about a cluster before anybody signed in. */
export type ClusterChoice = { id: string; name: string; reachable: boolean; reading: ReadingMode | null }

export type DemoInfo = {
  scenario: string
  scenarios: string[]
  accounts: { username: string; password: string; note: string; totpSecret?: string; recoveryCodes?: string[] }[]
}

/** How Steward reads a cluster. `sign-in`: with each person's own ticket while they are signed in. */
export type ReadingMode = 'sign-in' | 'token'

export type Realm = {
  realm: string
  /** "pam", "pve", "ldap", "ad", "openid" … */
  type: string
  comment: string | null
  isDefault: boolean
  /** OpenID needs PVE's own page; it cannot be used through Steward. */
  usable: boolean
}

export type SecondFactorMethod = 'totp' | 'recovery' | 'yubico'

export type SignInReply =
  | { kind: 'signed-in'; session: Session }
  | { kind: 'second-factor'; challenge: string; methods: SecondFactorMethod[]; unsupported: string[] }
