import type { GuestRow } from '@steward/contracts'
import { subjectKey, type Subject } from '@steward/diagnostics'

/**
 * Patterns of what the rules leave out: `guest/105`, `tag:lab`, `name:test-*`, and with a rule in front only for that
 * rule: `guest-agent-off=tag:lab`.
 */
export function compileIgnores(
  patterns: readonly string[],
  guests: ReadonlyMap<string, GuestRow>,
): (rule: string, subject: Subject) => boolean {
  const compiled = patterns.map((pattern) => {
    const [, rule, rest] = /^(?:([a-z0-9-]+)=)?(.*)$/.exec(pattern) ?? []
    return { rule: rule ?? null, matches: matcher(rest ?? pattern) }
  })
  return (rule, subject) =>
    compiled.some(
      (pattern) =>
        (pattern.rule === null || pattern.rule === rule) &&
        pattern.matches(subject, subject.kind === 'guest' ? guests.get(subject.id.split('/')[0] ?? '') : undefined),
    )
}

function matcher(text: string): (subject: Subject, guest: GuestRow | undefined) => boolean {
  const tag = /^tag:(.+)$/.exec(text)?.[1]
  if (tag !== undefined) return (_, guest) => guest?.tags.includes(tag) ?? false
  const name = /^name:(.+)$/.exec(text)?.[1]
  if (name !== undefined) {
    // Only "*" has a meaning; everything else stands for itself.
    const form = new RegExp(
      `^${name
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    )
    return (_, guest) => form.test(guest?.name ?? '')
  }
  return (subject) => subjectKey(subject) === text
}
