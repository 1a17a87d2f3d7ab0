import type { PlannedStep } from '@steward/contracts'
import { Document, Scalar } from 'yaml'
import { say } from '../say.ts'
import { isPve, type Exported, type Written } from './forms.ts'
import { commonNotes } from './notes.ts'

/**
 * A playbook of plain calls, which every Ansible can run without a collection. Values are marked `!unsafe`, so that a
 * name with braces in it is a name and no template.
 */
export function toAnsible({ title, steps, words }: Exported): Written {
  const tasks = steps.flatMap((step) => toTask(step, words))
  if (tasks.length === 0) return { text: null, notes: [say('export.nothing')] }
  const play = [
    {
      name: unsafe(words(title)),
      hosts: 'localhost',
      gather_facts: false,
      vars: { pve_url: 'https://pve.example:8006', pve_token: "{{ lookup('ansible.builtin.env', 'PVE_TOKEN') }}" },
      tasks,
    },
  ]
  return {
    text: new Document(play).toString({ lineWidth: 0 }),
    notes: [
      ...commonNotes(steps),
      say('export.ansible-tasks'),
      ...(steps.some((step) => isPve(step.act) && step.act.asRoot) ? [say('export.root-ticket')] : []),
      ...(steps.some((step) => step.act.kind === 'shell') ? [say('export.shell-left-out')] : []),
    ],
  }
}

function toTask({ title, act }: PlannedStep, words: Exported['words']): object[] {
  if (!isPve(act)) return []
  const query = Object.entries(act.parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  const inAddress = act.method === 'DELETE' && query !== ''
  return [
    {
      name: unsafe(words(title)),
      'ansible.builtin.uri': {
        url: `{{ pve_url }}/api2/json${braceless(act.path)}${inAddress ? `?${braceless(query)}` : ''}`,
        method: act.method,
        headers: { Authorization: 'PVEAPIToken={{ pve_token }}' },
        ...(act.method !== 'DELETE' && {
          body_format: 'form-urlencoded',
          body: Object.fromEntries(Object.entries(act.parameters).map(([name, value]) => [name, unsafe(value)])),
        }),
      },
    },
  ]
}

/** Percent-encoding leaves no braces, so nothing in a path can be taken for a template. */
const braceless = (text: string): string => text.replaceAll('{', '%7B').replaceAll('}', '%7D')

function unsafe(text: string): Scalar | string {
  if (!/[{%#]/.test(text)) return text
  const scalar = new Scalar(text)
  scalar.tag = '!unsafe'
  return scalar
}
