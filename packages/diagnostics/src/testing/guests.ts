import type { GuestRow } from '@steward/contracts'
import { byKey, config, guest, node, read } from './facts.ts'

/** One virtual machine (100) on alder with this configuration. */
export const vm = (values: Readonly<Record<string, string>>, more: Partial<GuestRow> = {}) => ({
  guests: read([guest(100, more)]),
  guestConfigs: byKey({ 100: config(values) }),
})
export const ct = (values: Readonly<Record<string, string>>, more: Partial<GuestRow> = {}) =>
  vm(values, { kind: 'lxc', ...more })
export const template = { template: true, state: 'stopped' } as const
export const stopped = { state: 'stopped', startedAt: null } as const

/** Two guests, 100 and 101. */
export const pair = (
  first: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
  more: Partial<GuestRow> = {},
) => ({
  guests: read([guest(100), guest(101, more)]),
  guestConfigs: byKey({ 100: config(first), 101: config(second) }),
})

export const alone = { nodes: read([node('alder')]) }
export const together = { nodes: read([node('alder'), node('birch')]) }
/** Values that PVE would not write, but a hand or another version may. */
export const odd = ['', ',', '=', ',=,,', 'none', '-1', 'NaN', '<b>', '\u0000']
