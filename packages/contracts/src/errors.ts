/**
 * Every error that Steward's API answers with. One list: the HTTP status, the web texts (`errors:<code>`) and the
 * documentation are derived from it. `retry` tells a caller whether the same request may succeed later.
 */
export const errorCodes = {
  internal: { status: 500, retry: false },
  'bad-input': { status: 400, retry: false },
  'not-found': { status: 404, retry: false },
  'signed-out': { status: 401, retry: false },
  'read-only': { status: 403, retry: false },
  forbidden: { status: 403, retry: false },
  'origin-refused': { status: 403, retry: false },
  'too-many-requests': { status: 429, retry: true },
  'too-many-sessions': { status: 429, retry: true },
  'setup-required': { status: 409, retry: false },
  'setup-done': { status: 409, retry: false },
  'setup-code-wrong': { status: 401, retry: false },
  'terminal-code-wrong': { status: 401, retry: false },
  'sign-in-refused': { status: 401, retry: false },
  'second-factor-refused': { status: 401, retry: false },
  'second-factor-unsupported': { status: 401, retry: false },
  'second-factor-expired': { status: 401, retry: false },
  'realm-unsupported': { status: 400, retry: false },
  'address-invalid': { status: 400, retry: false },
  'address-refused': { status: 400, retry: false },
  'not-proxmox': { status: 502, retry: false },
  'certificate-changed': { status: 502, retry: false },
  'cluster-known': { status: 409, retry: false },
  'cluster-unknown': { status: 404, retry: false },
  'token-refused': { status: 400, retry: false },
  'token-malformed': { status: 400, retry: false },
  'demo-keeps-cluster': { status: 409, retry: false },
  'scenario-unknown': { status: 404, retry: false },
  'pve-away': { status: 502, retry: true },
  'pve-timeout': { status: 504, retry: true },
  'pve-node-away': { status: 502, retry: true },
  'pve-refused': { status: 403, retry: false },
  'pve-failed': { status: 502, retry: false },
  'pve-bad-input': { status: 400, retry: false },
  'pve-no-quorum': { status: 409, retry: true },
  'pve-too-old': { status: 501, retry: false },
  'pve-garbled': { status: 502, retry: true },
  'run-unknown': { status: 404, retry: false },
  'run-blocked': { status: 409, retry: false },
  'run-busy': { status: 409, retry: true },
  'run-plan-changed': { status: 409, retry: false },
  'run-not-confirmed': { status: 400, retry: false },
  'run-decision-late': { status: 409, retry: false },
  'channel-unknown': { status: 404, retry: false },
  'channel-unconfirmed': { status: 409, retry: false },
  'channel-away': { status: 502, retry: true },
  'host-key-changed': { status: 409, retry: false },
  frozen: { status: 409, retry: false },
  'pve-resting': { status: 503, retry: true },
} as const satisfies Record<string, { status: number; retry: boolean }>

export type ErrorCode = keyof typeof errorCodes

/** The body of every answer with status >= 400. */
export type ErrorBody = {
  code: ErrorCode
  /** For logs and scripts, English. The web app says `code` in the reader's language. */
  message: string
  requestId: string
  fields?: Record<string, string>
  /** What PVE itself said: mono, untranslated, hostile input. */
  pve?: { status: number | null; path: string; message: string }
}
