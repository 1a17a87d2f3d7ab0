/** Consoles: they run while a window is open, and end with an error when it is closed. */
const consoles = new Set(['vncproxy', 'vncshell', 'termproxy', 'spiceproxy', 'spiceshell'])
export const isConsole = (type: string) => consoles.has(type)

/** End texts of tasks that a person, or the restart of a service, has ended (docs/pve-behaviour.md, tasks). */
export const wasStopped = (exit: string | null) =>
  /received interrupt|interrupted by signal|unexpected status|aborted/i.test(exit ?? '')

export const isOfGuest = (type: string, subject: string) => /^\d+$/.test(subject) && /^(qm|vz|ha|pct)/.test(type)

const shutdowns = new Set(['qmshutdown', 'qmreboot', 'vzshutdown', 'vzreboot'])
export const isShutdown = (type: string) => shutdowns.has(type)

/** A job over many guests leaves the id of its task empty. */
export const mayWorkOnMany = (task: { type: string; subject: string }) =>
  task.subject === '' && /^(vzdump|startall|stopall|suspendall|migrateall|bulk-)/.test(task.type)
