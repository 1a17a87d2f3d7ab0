import type { GuestRow, UnknownReason } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import type { MarkName, Tone } from '../ui/Mark.tsx'

/** How a state is drawn and said: mark, word, and the reason where one is known. */
export type StateWords = { mark: MarkName; tone: Tone; word: string; reason: string | null }

export const whyUnknown = (reason: UnknownReason, t: T): string => t(`facts:why-${reason}`)

const drawn = {
  running: { mark: 'run', tone: 'plain' },
  stopped: { mark: 'stop', tone: 'plain' },
  paused: { mark: 'paused', tone: 'plain' },
  suspended: { mark: 'paused', tone: 'plain' },
  prelaunch: { mark: 'busy', tone: 'plain' },
  migrating: { mark: 'busy', tone: 'plain' },
  shutdown: { mark: 'warn', tone: 'warn' },
  'io-error': { mark: 'critical', tone: 'critical' },
  'internal-error': { mark: 'critical', tone: 'critical' },
  'guest-panicked': { mark: 'critical', tone: 'critical' },
  other: { mark: 'unknown', tone: 'unknown' },
  unknown: { mark: 'unknown', tone: 'unknown' },
} as const satisfies Record<GuestRow['state'], { mark: MarkName; tone: Tone }>

type Judged = Pick<GuestRow, 'state' | 'rawState' | 'unknown' | 'template' | 'offOnPurpose' | 'lock'>

export function guestState(guest: Judged, t: T): StateWords {
  const { mark, tone } = drawn[guest.state]
  const word = guest.state === 'other' && guest.rawState !== '' ? guest.rawState : t(`facts:guest-${guest.state}`)
  if (guest.unknown !== null) {
    // The last known state is not shown as if it still held.
    const said = guest.state === 'unknown' ? word : t('facts:guestWas', { state: word })
    return { mark: 'unknown', tone: 'unknown', word: said, reason: whyUnknown(guest.unknown, t) }
  }
  if (guest.template) return { mark: 'template', tone: 'plain', word: t('facts:guestTemplate'), reason: null }
  const locked = guest.lock === null ? null : t('facts:guestLocked', { lock: guest.lock })
  if (guest.state === 'stopped' && guest.offOnPurpose !== null) {
    const reason = locked ?? t(`facts:off-${guest.offOnPurpose}`)
    return { mark: 'off', tone: 'plain', word: t('facts:guestOffOnPurpose'), reason }
  }
  return { mark, tone, word, reason: locked }
}
