import type { GuestRow, NodeRow, StorageRow } from '@steward/contracts'
import type { Evidence, Found, Params, Severity } from './define-rule.ts'
import { seen } from './evidence.ts'
import type { Facts, GuestConfig, Read } from './facts.ts'
import { parseProperties } from './guest-config.ts'

/** A guest whose configuration was read. */
export type Inspected = { guest: GuestRow; config: GuestConfig; part: Read<GuestConfig> }
type Given = Pick<Facts, 'guests' | 'guestConfigs'>

/** Guests that are there to run. A template never starts, so what is missing there is given to its clones. */
export const inspectedOf = ({ guests, guestConfigs }: Given): Inspected[] =>
  guests.value.flatMap((guest) => {
    const part = guestConfigs.read.get(guest.id)
    if (!part || guest.template || part.value.values['template'] === '1') return []
    return [{ guest, config: part.value, part }]
  })
export const machinesOf = (facts: Given) => inspectedOf(facts).filter(({ guest }) => guest.kind === 'qemu')
export const containersOf = (facts: Given) => inspectedOf(facts).filter(({ guest }) => guest.kind === 'lxc')

/** Running for certain: a state that is only the last known one tells nothing about now. */
export const isRunning = ({ guest }: Inspected) => guest.state === 'running' && guest.unknown === null

export const isLinux = ({ config }: Inspected) => /^l2[46]$/.test(config.values['ostype'] ?? '')
export const isWindows = ({ config }: Inspected) => /^(win|w2k|wxp|wvista)/.test(config.values['ostype'] ?? '')

type More = { params?: Params; severity?: Severity; evidence?: readonly Evidence[] }

/** A finding about a guest that rests on these keys of its configuration. */
export const foundIn = ({ guest, part }: Inspected, keys: readonly string[], more: More = {}): Found => ({
  subject: { kind: 'guest', id: guest.id },
  params: { guest: guest.id, ...more.params },
  evidence: [...keys.map((key) => seen(part, key, part.value.values[key])), ...(more.evidence ?? [])],
  ...(more.severity ? { severity: more.severity } : {}),
})

/** What only hinders migration is nothing to say where there is no second node. */
export const hasSeveralNodes = (nodes: Read<readonly NodeRow[]>) => nodes.value.filter((node) => !node.ghost).length > 1
export const nodeOf = (nodes: Read<readonly NodeRow[]>, guest: GuestRow) =>
  nodes.value.find((node) => node.name === guest.node)
export const storageAt = (storages: Read<readonly StorageRow[]>, guest: GuestRow, storage: string | null) =>
  storages.value.find((row) => row.node === guest.node && row.storage === storage)
/** True only for a storage that is known and that other nodes do not see. */
export const isLocal = (storages: Read<readonly StorageRow[]>, guest: GuestRow, storage: string | null) =>
  storageAt(storages, guest, storage)?.shared === false

/** A count; what is absent has PVE's default, and what is no number is not judged. */
export function countOf(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise
  return /^\d+$/.test(text) ? Number(text) : null
}
export const vcpusOf = (config: GuestConfig): number | null => {
  const cores = countOf(config.values['cores'], 1)
  const sockets = countOf(config.values['sockets'], 1)
  return cores === null || sockets === null ? null : cores * sockets
}
/** MiB; since PVE 8 also written as "current=4096". */
export function memoryOf(config: GuestConfig): number | null {
  const { first, options } = parseProperties(config.values['memory'] ?? '512')
  return countOf(first === '' ? (options['current'] ?? '') : first, 0)
}
/** "host", "x86-64-v2-AES" …; null when PVE's default is used. */
export function cpuTypeOf(config: GuestConfig): string | null {
  const { first, options } = parseProperties(config.values['cpu'] ?? '')
  return (first === '' ? options['cputype'] : first) ?? null
}

/** Devices of the node itself. Mapped ones name a device on each node and do not tie the guest to one. */
export const rawDevicesOf = (config: GuestConfig): string[] =>
  Object.entries(config.values).flatMap(([key, raw]) => {
    if (!/^(hostpci|usb)\d+$/.test(key)) return []
    const { first, options } = parseProperties(raw)
    const device = first === '' ? (options['host'] ?? '') : first
    return device === '' || device === 'spice' || options['mapping'] !== undefined ? [] : [key]
  })
