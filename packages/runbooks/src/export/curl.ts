import type { PlannedStep } from '@steward/contracts'
import { say } from '../say.ts'
import { shellLine } from '../shell-words.ts'
import { comment, isPve, personLines, type Exported, type Written } from './forms.ts'
import { commonNotes } from './notes.ts'

/** Waits for the task that a call has started, and ends the script when it failed. */
const helpers = `: "\${PVE_URL:?such as https://pve.example:8006}" "\${PVE_TOKEN:?such as root@pam!name=uuid}"
call() {
  method=$1 path=$2
  shift 2
  curl --silent --show-error --fail-with-body --header "Authorization: PVEAPIToken=$PVE_TOKEN" \\
    --request "$method" "$PVE_URL/api2/json$path" "$@"
}
# Starts a call and, where PVE answers with a task, waits for its end.
run() {
  upid=$(call "$@" | grep -o 'UPID:[^"]*' || true)
  [ -n "$upid" ] || return 0
  node=$(printf %s "$upid" | cut -d: -f2)
  while state=$(call GET "/nodes/$node/tasks/$(printf %s "$upid" | sed 's/:/%3A/g; s/@/%40/g; s/!/%21/g')/status"); do
    case $state in
      *'"status":"running"'*) sleep 1 ;;
      *'"exitstatus":"OK"'* | *'"exitstatus":"WARNINGS'*) return 0 ;;
      *) printf '%s\\n' "$state" >&2; return 1 ;;
    esac
  done
}`

/** Calls of the API with a token; what only a ticket of root may do is named. */
export function toCurl({ title, steps, words }: Exported): Written {
  const lines = [
    '#!/bin/sh',
    comment(words(title)),
    'set -eu',
    helpers,
    '',
    ...steps.flatMap((step) => [...toLines(step, words), '']),
  ]
  return {
    text: `${lines.join('\n').trimEnd()}\n`,
    notes: [
      ...commonNotes(steps),
      ...(steps.some((step) => isPve(step.act) && step.act.asRoot) ? [say('export.root-ticket')] : []),
      ...(steps.some((step) => step.act.kind === 'shell') ? [say('export.shell-left-out')] : []),
    ],
  }
}

function toLines({ title, act }: PlannedStep, words: Exported['words']): string[] {
  const head = comment(words(title))
  if (act.kind === 'look') return [head]
  if (act.kind === 'person') return [head, ...personLines(act, words)]
  if (act.kind === 'shell') return [head, comment(`in a root shell of ${act.node}: ${act.command}`)]
  const fields = Object.entries(act.parameters).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`])
  // PVE takes the parameters of a DELETE in the address only (docs/pve-behaviour.md, encoding).
  const inAddress = act.method === 'DELETE' && fields.length > 0 ? ['--get'] : []
  return [head, shellLine(['run', act.method, act.path, ...inAddress, ...fields])]
}
