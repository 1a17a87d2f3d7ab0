import type { RunCheck } from '@steward/contracts'
import { block, ok, warn } from '../define-runbook.ts'
import { say } from '../say.ts'
import type { GuestFacts } from './facts.ts'

/** It is there, and whoever asks may see it. */
export function exists(facts: GuestFacts): RunCheck {
  const { guest } = facts
  if (!guest) return block('exists', say('check.guest-missing'))
  return ok(
    'exists',
    say(guest.status === 'running' ? 'check.guest-running' : 'check.guest-off', { name: guest.name, node: guest.node }),
  )
}

/** PVE refuses most writes without quorum, and some it begins and breaks off (docs/pve-behaviour.md, quorum). */
export function quorum({ quorate }: GuestFacts): RunCheck {
  if (quorate === null) return warn('quorum', say('check.quorum-unknown'))
  return quorate ? ok('quorum', say('check.quorum-ok')) : block('quorum', say('check.quorum-lost'))
}

/** The config lock. `allowed` are words that this run may meet (a hibernated guest may be started). */
export function unlocked({ guest, stuck }: GuestFacts, allowed: readonly string[] = []): RunCheck[] {
  const lock = guest?.lock
  if (!lock) return []
  if (allowed.includes(lock)) return [ok('lock', say('check.lock-fits', { lock }))]
  return [block('lock', say(stuck?.verdict === 'held-by-task' ? 'check.lock-held' : 'check.lock', { lock }))]
}

export const notATemplate = ({ guest }: GuestFacts): RunCheck[] =>
  guest?.template ? [block('template', say('check.template', { name: guest.name }))] : []

/** HA takes requests for a guest in its error state and does nothing (docs/pve-behaviour.md, HA). */
export function haHealthy({ guest }: GuestFacts): RunCheck[] {
  if (!guest?.ha.managed) return []
  const state = guest.ha.state ?? '?'
  if (state === 'error') return [block('ha', say('check.ha-error'))]
  if (['fence', 'freeze', 'recovery', 'migrate', 'relocate'].includes(state))
    return [block('ha', say('check.ha-busy', { state }))]
  return [ok('ha', say('check.ha-way', { state }))]
}

export const notSelf = ({ self, guest }: GuestFacts): RunCheck[] =>
  self ? [warn('self', say('check.self', { name: guest?.name ?? '' }))] : []
