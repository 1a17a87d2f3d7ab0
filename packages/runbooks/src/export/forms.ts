import type { PlannedAct, PlannedStep, Said } from '@steward/contracts'

/** What a plan is written from. `words` says a text in the language of the export's comments. */
export type Exported = {
  title: Said
  runbook: string
  input: unknown
  steps: readonly PlannedStep[]
  words: (said: Said) => string
}
export type Written = { text: string | null; notes: Said[] }

export const isPve = (act: PlannedAct): act is Extract<PlannedAct, { kind: 'pve' }> => act.kind === 'pve'

/** One line of a comment: a name with a line feed in it must not become a command. */
export const comment = (text: string): string => `# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`

/** What a person does is told, never run: it happens in another system than the one that the script is for. */
export const personLines = (act: Extract<PlannedAct, { kind: 'person' }>, words: Exported['words']): string[] => [
  comment(words(act.says)),
  ...act.commands.flatMap(({ on, lines }) => lines.map((line) => comment(`${on}: ${line}`))),
]

/** Masked values were never sent to a browser; whoever uses the export puts them in. */
export const isMasked = (value: string): boolean => value.startsWith('••')
