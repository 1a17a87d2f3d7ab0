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
 * May hold this lock of a guest on that node without naming the guest: a job over many leaves the id of its task empty. All
 * but the bulk actions of the whole cluster work on the guests of their own node (docs/pve-behaviour.md, locks).
 */
export const mayHold = (task: { type: string; subject: string; node: string }, node: string, lock: string) => {
  if (task.subject !== '') return false
  if (task.type.startsWith('bulk-')) return true
  if (task.node !== node) return false
  return task.type === 'vzdump' ? ofBackups.has(lock) : /^(startall|stopall|suspendall|migrateall)/.test(task.type)
}
