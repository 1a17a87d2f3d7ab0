import type { ExportForm, PlannedAct, PlannedStep, Said } from '@steward/contracts'
import { toAnsible } from './ansible.ts'
import { toCurl } from './curl.ts'
import { toShell } from './shell.ts'
import { toTerraform } from './terraform.ts'

/** What a plan is written from. `words` says a text in the language of the export's comments. */
export type Exported = {
  title: Said
  runbook: string
  input: unknown
  steps: readonly PlannedStep[]
  words(said: Said): string
}
export type Written = { text: string | null; notes: Said[] }

const forms: Readonly<Record<ExportForm, (plan: Exported) => Written>> = {
  shell: toShell,
  curl: toCurl,
  ansible: toAnsible,
  terraform: toTerraform,
}

/** A plan in another language; what the form cannot say is said in the notes, and a form that says nothing is null. */
export const exportPlan = (form: ExportForm, plan: Exported): Written => forms[form](plan)

export const isPve = (act: PlannedAct): act is Extract<PlannedAct, { kind: 'pve' }> => act.kind === 'pve'

/** One line of a comment: a name with a line feed in it must not become a command. */
export const comment = (text: string): string => `# ${text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')}`

/** Masked values were never sent to a browser; whoever uses the export puts them in. */
export const isMasked = (value: string): boolean => value.startsWith('••')
