import type { GuestKind } from '@steward/contracts'

export type ConfigKey =
  | 'name'
  | 'hostname'
  | 'cores'
  | 'sockets'
  | 'memory'
  | 'swap'
  | 'onboot'
  | 'protection'
  | 'tags'
  | 'agent'

export type ConfigField = {
  /** PVE's own name of the option. */
  key: ConfigKey
  form: 'number' | 'text' | 'flag'
  kinds: readonly GuestKind[]
  /** What PVE takes where the option is not set. */
  standard: string
  unit?: string
  min?: number
  max?: number
}

const both = ['qemu', 'lxc'] as const

/** What most people change; everything else is changed in PVE. */
const fields: readonly ConfigField[] = [
  { key: 'name', form: 'text', kinds: ['qemu'], standard: '' },
  { key: 'hostname', form: 'text', kinds: ['lxc'], standard: '' },
  { key: 'cores', form: 'number', kinds: both, standard: '1', min: 1, max: 512 },
  { key: 'sockets', form: 'number', kinds: ['qemu'], standard: '1', min: 1, max: 8 },
  { key: 'memory', form: 'number', kinds: both, standard: '512', unit: 'MiB', min: 16, max: 4_194_304 },
  { key: 'swap', form: 'number', kinds: ['lxc'], standard: '512', unit: 'MiB', min: 0, max: 4_194_304 },
  { key: 'tags', form: 'text', kinds: both, standard: '' },
  { key: 'onboot', form: 'flag', kinds: both, standard: '0' },
  { key: 'protection', form: 'flag', kinds: both, standard: '0' },
  { key: 'agent', form: 'flag', kinds: ['qemu'], standard: '0' },
]

export const fieldsFor = (kind: GuestKind): ConfigField[] => fields.filter((field) => field.kinds.includes(kind))

type Values = Readonly<Record<string, string>>

/** The value as it stands, in the form of its field: the agent's options are a flag here. */
export function valueOf({ key, form, standard }: ConfigField, values: Values): string {
  const value = values[key] ?? standard
  return form === 'flag' ? (/^(enabled=)?1/.test(value) ? '1' : '0') : value
}

export const wrongIn = ({ form, min = 0, max = 0 }: ConfigField, value: string): boolean =>
  form === 'number' && !(/^\d+$/.test(value.trim()) && Number(value) >= min && Number(value) <= max)

/** Only the differences; a text that was emptied is taken out of the configuration. */
export function changesOf(
  asked: readonly ConfigField[],
  values: Values,
  typed: Values,
): { set: Record<string, string>; remove: string[] } {
  const changed = asked.flatMap((field) => {
    const wanted = typed[field.key]?.trim()
    return wanted === undefined || wanted === valueOf(field, values) ? [] : [{ field, wanted }]
  })
  return {
    set: Object.fromEntries(
      changed.filter(({ wanted }) => wanted !== '').map(({ field, wanted }) => [field.key, wanted]),
    ),
    remove: changed.filter(({ wanted }) => wanted === '').map(({ field }) => field.key),
  }
}
