import type { PlannedAct, Said, ShellWay } from '@steward/contracts'
import { commandText, type ShellCommand } from './channel/commands.ts'
import { shellLine } from './shell-words.ts'

export type ActValue = string | number | boolean

/**
 * One write to PVE, as data: the plan shows it, the export writes it in other languages, the engine saves it as intent
 * before it is sent, and the audit log keeps it. Nothing can be sent that was not shown.
 */
export type PveAct = {
  kind: 'pve'
  method: 'POST' | 'PUT' | 'DELETE'
  /** Below /api2/json, each part encoded. */
  path: string
  parameters: Readonly<Record<string, ActValue>>
  /** Node that the path leads to; null for calls of the whole cluster. */
  node: string | null
  /** The same in a shell of the node; null where it has no such command. */
  shell: readonly string[] | null
  /** Only a ticket of root@pam may send it (docs/pve-behaviour.md, rights). */
  asRoot: boolean
  /** The task that PVE starts for it: one of these types, with this id. null: PVE answers at once. */
  task: { types: readonly string[]; id: string } | null
}

/** A command of the closed list that the node channel runs, or a person in a shell of that node. */
export type ShellAct = { kind: 'shell'; node: string; command: ShellCommand }

/** What only a person can do, mostly inside the guest's own system; its effect is watched for. */
export type PersonAct = {
  kind: 'person'
  says: Said
  /** Exact commands, by the systems that they are for. */
  commands: readonly { on: string; lines: readonly string[] }[]
}

export type Act = PveAct | ShellAct | PersonAct

type PveActOptions = Partial<Pick<PveAct, 'parameters' | 'node' | 'shell' | 'asRoot' | 'task'>>

/** Parts of the path that come from outside are encoded here and nowhere else: pveCall`/nodes/${node}/qemu/${vmid}`. */
export const path = (parts: TemplateStringsArray, ...values: (string | number)[]): string =>
  parts.reduce((text, part, at) => `${text}${encodeURIComponent(String(values[at - 1]))}${part}`)

export const pveAct = (method: PveAct['method'], to: string, options: PveActOptions = {}): PveAct => ({
  kind: 'pve',
  method,
  path: to,
  parameters: options.parameters ?? {},
  node: options.node ?? null,
  shell: options.shell ?? null,
  asRoot: options.asRoot ?? false,
  task: options.task ?? null,
})

/** PVE takes booleans as 0 and 1 (docs/pve-behaviour.md, requests). */
export const wireValue = (value: ActValue): string => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value))

/** Parameters whose values are never shown, saved or exported. */
const secretNames = new Set(['password', 'cipassword', 'sshkeys'])
export const isSecretName = (name: string): boolean => secretNames.has(name)

/** Who runs the shell commands for a node: Steward over its channel, or a person. */
export type WayOf = (node: string) => ShellWay
export const byHand: WayOf = () => 'hand'

export function toPlanned(act: Act | null, wayOf: WayOf = byHand): PlannedAct {
  if (act === null) return { kind: 'look' }
  if (act.kind === 'shell')
    return { kind: 'shell', node: act.node, command: commandText(act.command), by: wayOf(act.node) }
  if (act.kind === 'person')
    return { ...act, commands: act.commands.map(({ on, lines }) => ({ on, lines: [...lines] })) }
  const parameters = Object.fromEntries(
    Object.entries(act.parameters).map(([name, value]) => [name, isSecretName(name) ? '••••' : wireValue(value)]),
  )
  return {
    kind: 'pve',
    method: act.method,
    path: act.path,
    parameters,
    shell: act.shell === null ? null : shellLine(act.shell),
    asRoot: act.asRoot,
  }
}
