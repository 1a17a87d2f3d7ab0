/** Runbooks that have to be told something first, each with a form of its own. */
export const askedRunbooks = [
  'guest-config',
  'guest-disk-grow',
  'guest-snapshot',
  'guest-migrate',
  'guest-backup',
] as const
export type AskedRunbook = (typeof askedRunbooks)[number]
export const isAsked = (runbook: string | undefined): runbook is AskedRunbook =>
  askedRunbooks.some((known) => known === runbook)
