import * as z from 'zod'
import { flag, maybe, numeric, text } from '../wire.ts'

export const Version = z.object({ version: text, release: text, repoid: text })

export const Domains = z.array(
  z.object({ realm: text, type: text, comment: maybe(text), default: maybe(flag), tfa: maybe(text) }),
)

/** ACL path → privilege → propagate. The key means "granted"; 0 only means "not handed down". */
export const Permissions = z.record(z.string(), z.record(z.string(), flag))

/** A full ticket, or with `NeedTFA` a half one whose ticket carries the challenge. */
export const TicketReply = z.object({
  username: text,
  ticket: maybe(z.string()),
  CSRFPreventionToken: maybe(z.string()),
  NeedTFA: maybe(flag),
  clustername: maybe(text),
  /** Coarse hint of rights by area, not exact by path. */
  cap: maybe(z.record(z.string(), z.record(z.string(), flag))),
})

export const Users = z.array(
  z.object({
    userid: text,
    enable: maybe(flag),
    /** Unix seconds, 0: never. */
    expire: maybe(numeric),
    comment: maybe(text),
    email: maybe(text),
    firstname: maybe(text),
    lastname: maybe(text),
    'realm-type': maybe(text),
    'tfa-locked-until': maybe(numeric),
    'totp-locked': maybe(flag),
  }),
)

/** `privs` is one string, separated by commas. */
export const Roles = z.array(z.object({ roleid: text, privs: maybe(text), special: maybe(flag) }))

export const Acl = z.array(z.object({ path: text, type: text, ugid: text, roleid: text, propagate: maybe(flag) }))

export const Tokens = z.array(
  z.object({ tokenid: text, privsep: maybe(flag), expire: maybe(numeric), comment: maybe(text) }),
)

/** `value` is the secret and is shown only here. */
export const NewToken = z.object({
  'full-tokenid': text,
  value: z.string(),
  info: z.object({ privsep: maybe(flag), expire: maybe(numeric) }),
})

export const Pools = z.array(z.object({ poolid: text, comment: maybe(text) }))
