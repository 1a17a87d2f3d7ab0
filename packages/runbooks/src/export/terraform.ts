import * as z from 'zod'
import { say } from '../say.ts'
import { comment, type Exported, type Written } from './forms.ts'

const Power = z.object({ vmid: z.number(), action: z.string() })
/** As it was asked for: what the runbook fills in may be missing. */
const Config = z.object({
  vmid: z.number(),
  set: z.record(z.string(), z.string()).default({}),
  remove: z.array(z.string()).default([]),
})

/**
 * The attributes of an existing `proxmox_virtual_environment_vm` (bpg/proxmox) that a plan sets. Terraform says what
 * should be, not what should happen, so only plans that end in a lasting state can be said.
 */
export function toTerraform(plan: Exported): Written {
  const wanted = attributesOf(plan)
  const place = placeOf(plan)
  if (wanted === null || place === null || place.kind !== 'qemu')
    return { text: null, notes: [say('export.terraform-cannot')] }
  const { node, vmid } = place
  const name = `vm${vmid}`
  const lines = [
    comment(plan.words(plan.title)),
    'import {',
    `  to = proxmox_virtual_environment_vm.${name}`,
    `  id = ${quoted(`${node}/${vmid}`)}`,
    '}',
    '',
    `resource "proxmox_virtual_environment_vm" "${name}" {`,
    `  node_name = ${quoted(node)}`,
    `  vm_id     = ${vmid}`,
    ...wanted.map((line) => `  ${line}`),
    '}',
  ]
  return { text: `${lines.join('\n')}\n`, notes: [say('export.terraform-part')] }
}

function attributesOf({ runbook, input }: Exported): string[] | null {
  if (runbook === 'guest-power') {
    const { action } = Power.parse(input)
    if (action === 'start' || action === 'resume') return ['started = true']
    return action === 'shutdown' || action === 'stop' ? ['started = false'] : null
  }
  if (runbook !== 'guest-config') return null
  const { set, remove } = Config.parse(input)
  const lines = Object.entries(set).flatMap(([key, value]) => attribute[key]?.(value) ?? [])
  // An option that the provider cannot say would be lost without a word.
  return lines.length === 0 || remove.length > 0 || Object.keys(set).some((key) => !attribute[key]) ? null : lines
}

const attribute: Readonly<Record<string, (value: string) => string[]>> = {
  cores: (value) => ['cpu {', `  cores = ${whole(value)}`, '}'],
  sockets: (value) => ['cpu {', `  sockets = ${whole(value)}`, '}'],
  memory: (value) => ['memory {', `  dedicated = ${whole(value)}`, '}'],
  onboot: (value) => [`on_boot = ${value === '1'}`],
  protection: (value) => [`protection = ${value === '1'}`],
  name: (value) => [`name = ${quoted(value)}`],
  description: (value) => [`description = ${quoted(value)}`],
  tags: (value) => [
    `tags = [${value
      .split(/[;,\s]+/)
      .filter(Boolean)
      .map(quoted)
      .join(', ')}]`,
  ],
  agent: (value) => ['agent {', `  enabled = ${/^(1|enabled=1)/.test(value)}`, '}'],
}

const whole = (value: string): number => Math.trunc(Number(value)) || 0

/** A string of HCL: escapes, and neither `${` nor `%{` may start a template. */
const quoted = (text: string): string =>
  JSON.stringify(text)
    // JSON's short forms of these are none of HCL's.
    .replaceAll(
      /(?<!\\)((?:\\\\)*)\\([bf])/g,
      (_, before: string, sign: string) => `${before}\\u000${sign === 'b' ? '8' : 'c'}`,
    )
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{')

function placeOf({ steps }: Exported): { node: string; kind: string; vmid: number } | null {
  for (const { act } of steps) {
    const match = act.kind === 'pve' ? /^\/nodes\/([^/]+)\/(qemu|lxc)\/(\d+)/.exec(act.path) : null
    if (match?.[1] && match[2]) return { node: decodeURIComponent(match[1]), kind: match[2], vmid: Number(match[3]) }
  }
  return null
}
