import { randomBytes } from 'node:crypto'
import { AppError } from '../app-error.ts'
import { newCode, sameCode } from './codes.ts'

/**
 * The first start: a code from the terminal opens the set-up page for one browser. The door closes when a cluster is
 * connected. When the last one is disconnected it opens again, for a new code only.
 */
export type SetupDoor = {
  /** To be printed at the start; null when set-up is done. */
  code(): string | null
  needed(): boolean
  unlock(code: string): string
  isOpenFor(key: string | undefined): boolean
  /** The last cluster is gone: whoever was let in before is not any more, and the new code is announced. */
  reopen(): void
}

export function createSetupDoor(isDone: () => boolean, announce: (code: string) => void): SetupDoor {
  let code = newCode()
  const keys = new Set<string>()
  return {
    code: () => (isDone() ? null : code),
    needed: () => !isDone(),
    unlock(typed) {
      if (isDone()) throw new AppError('setup-done', 'Steward is already set up. Sign in instead.')
      if (!sameCode(typed, code))
        throw new AppError('setup-code-wrong', 'This is not the code that Steward printed at its start.')
      const key = randomBytes(24).toString('base64url')
      keys.add(key)
      return key
    },
    isOpenFor: (key) => key !== undefined && !isDone() && keys.has(key),
    reopen() {
      keys.clear()
      code = newCode()
      announce(code)
    },
  }
}

/** The code for a night when PVE can sign nobody in: opens a read-only view of the last known facts, and is renewed after each use. */
export type TerminalCode = { current(): string; use(typed: string): void }

export function createTerminalCode(announce: (code: string) => void): TerminalCode {
  let code = newCode()
  return {
    current: () => code,
    use(typed) {
      if (!sameCode(typed, code)) throw new AppError('terminal-code-wrong', 'This is not the code in Steward’s log.')
      code = newCode()
      announce(code)
    },
  }
}
