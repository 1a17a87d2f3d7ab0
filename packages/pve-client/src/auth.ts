export type TicketAuth = { kind: 'ticket'; ticket: string; csrf: string }

/** Who asks. A token is `user@realm!id=uuid`. */
export type PveAuth = { kind: 'none' } | { kind: 'token'; token: string } | TicketAuth

/**
 * Headers that carry the identity. Never a cookie and a token together: PVE would use the cookie and ignore the token.
 *
 * @throws TypeError when the value would break out of its header.
 */
export function authHeaders(auth: PveAuth, method: string): Record<string, string> {
  switch (auth.kind) {
    case 'none':
      return {}
    case 'token':
      return { authorization: `PVEAPIToken=${headerSafe(auth.token)}` }
    case 'ticket': {
      const cookie = `PVEAuthCookie=${encodeURIComponent(auth.ticket)}`
      return method === 'GET' ? { cookie } : { cookie, csrfpreventiontoken: headerSafe(auth.csrf) }
    }
  }
}

/** What must never be shown when it occurs in an error. */
export function authSecrets(auth: PveAuth): string[] {
  switch (auth.kind) {
    case 'none':
      return []
    case 'token':
      return [auth.token, auth.token.slice(auth.token.indexOf('=') + 1)]
    case 'ticket':
      return [auth.ticket, encodeURIComponent(auth.ticket), auth.csrf]
  }
}

function headerSafe(value: string): string {
  if (!/^[\u0021-\u007e]+$/.test(value)) throw new TypeError('the credential holds characters that cannot be sent')
  return value
}
