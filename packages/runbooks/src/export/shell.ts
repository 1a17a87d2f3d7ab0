import type { PlannedAct, PlannedStep } from '@steward/contracts'
import { say } from '../say.ts'
import { shellLine } from '../shell-words.ts'
import { comment, isPve, personLines, type Exported, type Written } from './forms.ts'
import { commonNotes, nodeOf } from './notes.ts'

const verbs = { POST: 'create', PUT: 'set', DELETE: 'delete' } as const

/** A script for a root shell of the node that each comment names: `qm` and `pct` where they can say it, else `pvesh`. */
export function toShell({ title, steps, words }: Exported): Written {
  const lines = [
    '#!/bin/sh',
    comment(words(title)),
    'set -eu',
    '',
    ...steps.flatMap((step) => [...toLines(step, words), '']),
  ]
  const byToken = steps.some((step) => isPve(step.act) && step.act.parameters['digest'] !== undefined)
  return {
    text: `${lines.join('\n').trimEnd()}\n`,
    notes: [...commonNotes(steps), ...(byToken ? [say('export.no-digest')] : [])],
  }
}

function toLines({ title, act }: PlannedStep, words: Exported['words']): string[] {
  const head = comment(words(title))
  if (act.kind === 'look') return [head]
  if (act.kind === 'person') return [head, ...personLines(act, words)]
  const node = act.kind === 'shell' ? act.node : nodeOf(act.path)
  return [head, ...(node === null ? [] : [comment(`on ${node}`)]), lineOf(act)]
}

function lineOf(act: Exclude<PlannedAct, { kind: 'look' | 'person' }>): string {
  if (act.kind === 'shell') return act.command
  if (act.shell !== null) return act.shell
  const options = Object.entries(act.parameters).flatMap(([name, value]) => [`--${name}`, value])
  return shellLine(['pvesh', verbs[act.method], decodeURI(act.path), ...options])
}
