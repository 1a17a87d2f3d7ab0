import { randomInt, timingSafeEqual } from 'node:crypto'

/** No letters or digits that are easily taken for another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code to be read off a terminal and typed: about 59 bits, good against guessing through a rate-limited page. */
export const newCode = () =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  )

/** Compares without telling by its duration where the difference is; case and dashes do not matter. */
export function sameCode(typed: string, code: string): boolean {
  const normal = (text: string) =>
    Buffer.from(
      text
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .padEnd(64)
        .slice(0, 64),
    )
  return timingSafeEqual(normal(typed), normal(code))
}
