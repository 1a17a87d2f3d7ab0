import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The forced command as it is installed on each node, byte for byte. */
export const dispatcherText = readFileSync(join(import.meta.dirname, 'steward-dispatch.sh'), 'utf8')

/** Changes with every change of the list: a node with another one has to be proven anew. */
export const dispatcherDigest = createHash('sha256').update(dispatcherText).digest('hex')

/** Where it lies on a node. */
export const dispatcherPath = '/usr/local/sbin/steward-dispatch'

/** With this status it refuses; nothing was run. */
export const refusedStatus = 126
/** `timeout` ended the command, gently or not: it may have done its work. */
export const timedOutStatuses: readonly number[] = [124, 137]
