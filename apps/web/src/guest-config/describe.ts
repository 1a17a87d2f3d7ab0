import type { GuestKind } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import { isDiskKey } from './disks.ts'
import { containerLines } from './container.ts'
import { isNetworkKey } from './networks.ts'
import { machineLines } from './machine.ts'
import type { Config, ConfigLine, Writer } from './line.ts'
import { startLines } from './start.ts'

export type Described = {
  lines: ConfigLine[]
  /** Keys that Steward has no words for: shown as they are. */
  others: { key: string; value: string }[]
}

/** Shown elsewhere on the page, or of no use to a reader. */
const elsewhere = new Set(['name', 'hostname', 'description', 'tags', 'digest', 'lock', 'template', 'parent', 'lxc'])

/** A guest's configuration in words. Every key is either in a line, shown elsewhere, or listed as it is. */
export function describeConfig(config: Config, kind: GuestKind, t: T): Described {
  const used = new Set<string>()
  const lines: ConfigLine[] = []
  const writer: Writer = {
    t,
    config,
    add: (label, value, keys) => {
      for (const key of keys) used.add(key)
      const raw = keys.flatMap((key) => (config[key] === undefined ? [] : [`${key}: ${config[key]}`])).join(' · ')
      if (value !== null) lines.push({ id: `${label} ${keys.join(' ')}`, label, value, raw })
    },
  }
  if (kind === 'qemu') machineLines(writer)
  else containerLines(writer)
  startLines(writer)
  const others = Object.entries(config)
    .filter(([key]) => !used.has(key) && !elsewhere.has(key) && !isDiskKey(key, kind) && !isNetworkKey(key))
    .map(([key, value]) => ({ key, value: String(value) }))
    .toSorted((a, b) => a.key.localeCompare(b.key))
  return { lines, others }
}
