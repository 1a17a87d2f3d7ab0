import { failsWhole, type Sent, type ShellCommand } from '@steward/runbooks'
import { refusedStatus, timedOutStatuses } from './dispatcher.ts'
import type { SshEnd } from './ssh.ts'

/** `status`: the command's exit status; null when it was not run or did not tell. */
export type ShellSent = Sent & { status: number | null }

/** Exit status 0 is done. Anything else is "certainly not done" only where that is certain. */
export function judge(command: ShellCommand, { status, output, cut }: SshEnd): ShellSent {
  if (status === 0) return { kind: 'done', status }
  const words = output.slice(0, 2000) || `exit status ${status ?? '–'}`
  if (status === null || cut || timedOutStatuses.includes(status)) return { kind: 'doubt', words, status }
  const untouched = status === refusedStatus || /^steward-dispatch: /m.test(output) || failsWhole(command)
  return { kind: untouched ? 'refused' : 'doubt', words, status }
}
