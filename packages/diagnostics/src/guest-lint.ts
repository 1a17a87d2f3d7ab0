import type { GuestRow, NodeRow, StorageRow } from '@steward/contracts'
import type { Evidence, Found, Params, Severity } from './define-rule.ts'
import { seen } from './evidence.ts'
import type { Facts, GuestConfig, Read } from './facts.ts'
import { parseProperties } from './guest-config.ts'
import { remember, rememberBoth } from './remember.ts'

/** A guest whose configuration was read. */
export type Inspected = { guest: GuestRow; config: GuestConfig; part: Read<GuestConfig> }
type Given = Pick<Facts, 'guests' | 'guestConfigs'>

/** Guests that are there to run. A template never starts, so what is missing there is given to its clones. */
export const inspectedOf = ({ guests, guestConfigs }: Given) => inspected(guests, guestConfigs)
const inspected = rememberBoth((guests: Given['guests'], guestConfigs: Given['guestConfigs']): readonly Inspected[] =>
  inOrder(guests.value).flatMap((guest) => {
    const part = guestConfigs.read.get(guest.id)
    if (!part || guest.template || part.value.values['template'] === '1') return []
    return [{ guest, config: part.value, part }]
  }),
)
/** By number, so that rules which look for the first of several need not sort thousands again. */
const inOrder = (guests: readonly GuestRow[]) => guests.toSorted((a, b) => a.vmid - b.vmid)

export const machinesOf = (facts: Given) => machines(inspectedOf(facts))
const machines = remember((all: readonly Inspected[]) => all.filter(({ guest }) => guest.kind === 'qemu'))

/** Running for certain: a state that is only the last known one tells nothing about now. */
export const isRunning = ({ guest }: Inspected) => guest.state === 'running' && guest.unknown === null

type Configured = Pick<Inspected, 'config'>
export const isLinux = ({ config }: Configured) => /^l2[46]$/.test(config.values['ostype'] ?? '')
export const isWindows = ({ config }: Configured) => /^(win|w2k|wxp|wvista)/.test(config.values['ostype'] ?? '')

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
export const nodeOf = (nodes: Read<readonly NodeRow[]>, guest: GuestRow) => nodesByName(nodes).get(guest.node)
const nodesByName = remember((nodes: Read<readonly NodeRow[]>) => new Map(nodes.value.map((node) => [node.name, node])))
export const storageAt = (storages: Read<readonly StorageRow[]>, guest: GuestRow, storage: string | null) =>
  storage === null ? undefined : storagesByNode(storages).get(`${guest.node}/${storage}`)
const storagesByNode = remember(
  (storages: Read<readonly StorageRow[]>) => new Map(storages.value.map((row) => [`${row.node}/${row.storage}`, row])),
)
/** True only for a storage that is known and that other nodes do not see. */
export const isLocal = (storages: Read<readonly StorageRow[]>, guest: GuestRow, storage: string | null) =>
  storageAt(storages, guest, storage)?.shared === false

/** A count; what is absent has PVE's default, and what is no number is not judged. */
export function countOf(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise
  return /^\d+$/.test(text) ? Number(text) : null
}
export const vcpusOf = remember((config: GuestConfig): number | null => {
  const cores = countOf(config.values['cores'], 1)
  const sockets = countOf(config.values['sockets'], 1)
  return cores === null || sockets === null ? null : cores * sockets
})
/** MiB; since PVE 8 also written as "current=4096". */
export const memoryOf = remember((config: GuestConfig): number | null => {
  const { first, options } = parseProperties(config.values['memory'] ?? '512')
  return countOf(first === '' ? (options['current'] ?? '') : first, 0)
})
/** "host", "x86-64-v2-AES" …; null when PVE's default is used. */
export const cpuTypeOf = remember((config: GuestConfig): string | null => {
  const { first, options } = parseProperties(config.values['cpu'] ?? '')
  return (first === '' ? options['cputype'] : first) ?? null
})

/** Every device of a node that is handed through, mapped ones too. */
export const passedDevicesOf = remember((config: GuestConfig): readonly string[] =>
  Object.entries(config.values).flatMap(([key, raw]) => {
    if (!/^(hostpci|usb)\d+$/.test(key)) return []
    const { first, options } = parseProperties(raw)
    const device = first === '' ? (options['host'] ?? options['mapping'] ?? '') : first
    return device === '' || device === 'spice' ? [] : [key]
  }),
)

/** Devices of the node itself. Mapped ones name a device on each node and do not tie the guest to one. */
export const rawDevicesOf = remember((config: GuestConfig): readonly string[] =>
  passedDevicesOf(config).filter((key) => parseProperties(config.values[key] ?? '').options['mapping'] === undefined),
)
