import type { Facts } from '../facts.ts'
import { guest, node, now, read, task } from './facts.ts'

/** Guest 101 with a lock that has been seen for so many seconds, and what runs meanwhile. */
export const lockSince = (seconds: number, word: string): Facts['observed'] =>
  read({
    lockSince: new Map([[`101:${word}`, now - seconds]]),
    nodeOfflineSince: new Map(),
    stateSince: new Map(),
    storageUsed: new Map(),
  })
export const lockFacts = (
  word: string | null,
  seconds: number,
  tasks: ReturnType<typeof task>[] = [],
  nodes = [node('alder')],
) => ({
  guests: read([guest(101, { lock: word })]),
  nodes: read(nodes),
  tasks: read(tasks),
  observed: lockSince(seconds, word ?? ''),
})
/** A backup of many guests at work; take what shall be different. */
export const running = (more: Partial<ReturnType<typeof task>> = {}) =>
  task({ state: 'running', endedAt: null, exit: null, type: 'vzdump', subject: '', ...more })
