import type { Evidence } from './define-rule.ts'
import type { Read } from './facts.ts'

/** A value with the call and time of the part that it was read from. */
export const seen = (
  part: Pick<Read<unknown>, 'call' | 'readAt'>,
  what: string,
  value: string | number | boolean | null | undefined,
): Evidence => ({
  what,
  value: value === null || value === undefined ? 'absent' : String(value),
  call: part.call,
  readAt: part.readAt,
})
