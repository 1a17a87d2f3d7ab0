import type { ExportForm } from '@steward/contracts'
import { toAnsible } from './ansible.ts'
import { toCurl } from './curl.ts'
import type { Exported, Written } from './forms.ts'
import { toShell } from './shell.ts'
import { toTerraform } from './terraform.ts'

const forms: Readonly<Record<ExportForm, (plan: Exported) => Written>> = {
  shell: toShell,
  curl: toCurl,
  ansible: toAnsible,
  terraform: toTerraform,
}

/** A plan in another language; what the form cannot say is said in the notes, and a form that says nothing is null. */
export const exportPlan = (form: ExportForm, plan: Exported): Written => forms[form](plan)
