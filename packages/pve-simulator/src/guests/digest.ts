import { createHash } from 'node:crypto'
import { failure } from '../protocol/errors.ts'
import type { Call } from '../protocol/context.ts'
import type { Guest } from '../world/guest.ts'

export const digestOf = (guest: Guest): string =>
  createHash('sha1')
    .update(
      JSON.stringify([guest.config, guest.pending, [...guest.pendingDelete], guest.snapshots.map((one) => one.name)]),
    )
    .digest('hex')

export const digestText = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex')

/** Somebody else was quicker. */
export function needDigest(call: Call, guest: Guest): void {
  const given = call.text('digest')
  if (given === undefined || given === digestOf(guest)) return
  throw failure(
    guest.type === 'qemu'
      ? 'checksum mismatch (file change by other user?)'
      : 'detected modified configuration - file changed by other user? Try again.',
  )
}
