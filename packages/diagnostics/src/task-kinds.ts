/** Consoles: they run while a window is open, and end with an error when it is closed. */
const consoles = new Set(['vncproxy', 'vncshell', 'termproxy', 'spiceproxy', 'spiceshell'])
export const isConsole = (type: string) => consoles.has(type)

/** End texts of tasks that a person, or the restart of a service, has ended (docs/pve-behaviour.md, tasks). */
export const wasStopped = (exit: string | null) =>
  /received interrupt|interrupted by signal|unexpected status|aborted/i.test(exit ?? '')

export const isOfGuest = (type: string, subject: string) => /^\d+$/.test(subject) && /^(qm|vz|ha|pct)/.test(type)

const shutdowns = new Set(['qmshutdown', 'qmreboot', 'vzshutdown', 'vzreboot'])
export const isShutdown = (type: string) => shutdowns.has(type)

/** What a backup sets: the latter two on containers, which it snapshots (pve-container: src/PVE/VZDump/LXC.pm). */
const ofBackups = new Set(['backup', 'snapshot', 'snapshot-delete'])

/**
 * Whether a living task may be the one that holds a guest: its own; a clone (filed under its source) and a migration, for
 * their locks and wherever they run; and a job over many guests, which names none of them. All but the bulk actions of the
 * whole cluster work on the guests of their own node (docs/pve-behaviour.md, locks). A console holds nothing.
 */
export function mayHold(
  task: { type: string; subject: string; node: string },
  guest: { id: string; node: string; lock: string | null },
): boolean {
  if (isConsole(task.type)) return false
  if (task.subject === guest.id) return true
  if (guest.lock === 'clone' && task.type.endsWith('clone')) return true
  if (guest.lock === 'migrate' && task.type.endsWith('migrate')) return true
  if (task.subject !== '') return false
  if (task.type.startsWith('bulk-')) return true
  if (task.node !== guest.node) return false
  return task.type === 'vzdump'
    ? ofBackups.has(guest.lock ?? '')
    : /^(startall|stopall|suspendall|migrateall)/.test(task.type)
}
