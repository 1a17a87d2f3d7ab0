import type { FindingRow } from '@steward/contracts'
import type { T } from '../../messages/i18n.ts'
import { guideLines, sayRule } from '../../facts/finding-words.ts'

/**
 * Evidence for a forum post. Masked, the same name always becomes the same stand-in, so that the story can still be
 * followed: guest-1, node-2, 192.0.2.1 …
 */
export function bundleText(
  t: T,
  rows: readonly FindingRow[],
  about: { version: string | null; at: number; mask: boolean },
): string {
  const mask = about.mask ? createMask(rows) : (text: string) => text
  const head = `Steward, PVE ${about.version ?? '?'}, ${new Date(about.at * 1000).toISOString()}`
  const parts = rows.map((row) =>
    [
      `## ${sayRule(t, row.rule, 'title', row.params)} (${row.severity}, ${row.subject.kind} ${row.subject.id})`,
      sayRule(t, row.rule, 'says', row.params),
      sayRule(t, row.rule, 'detail', row.params),
      ...row.evidence.map(
        (item) =>
          `- ${item.what}: ${item.value}  [${item.call}${item.readAt === null ? '' : `, ${new Date(item.readAt * 1000).toISOString()}`}]`,
      ),
      ...guideLines(t, row).map((line) => `> ${line}`),
    ].join('\n'),
  )
  return mask([head, ...parts].join('\n\n'))
}

export function bundleJson(
  rows: readonly FindingRow[],
  about: { version: string | null; at: number; mask: boolean },
): string {
  const mask = about.mask ? createMask(rows) : (text: string) => text
  return mask(JSON.stringify({ pve: about.version, at: about.at, findings: rows }, null, 2))
}

const secretForm = /(PVE(?:APIToken|AuthCookie)?[=:]\S+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/gi
const ipv4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g
const mac = /\b(?:[0-9A-F]{2}:){5}[0-9A-F]{2}\b/gi

function createMask(rows: readonly FindingRow[]): (text: string) => string {
  const names = new Map<string, string>()
  const add = (kind: string, name: string) => {
    if (name.length > 1 && !names.has(name)) names.set(name, `${kind}-${names.size + 1}`)
  }
  for (const row of rows) {
    if (row.subject.kind === 'node') add('node', row.subject.id)
    if (row.subject.kind === 'storage') for (const part of row.subject.id.split('/')) add('name', part)
    for (const [key, value] of Object.entries(row.params))
      if (typeof value === 'string' && /name|node|guest|storage|user|host/i.test(key)) add(key, value)
  }
  const longestFirst = [...names].toSorted(([a], [b]) => b.length - a.length)
  return (text) => {
    let masked = text.replace(secretForm, '[secret]').replace(mac, 'AA:BB:CC:DD:EE:FF').replace(ipv4, '192.0.2.1')
    for (const [name, stand] of longestFirst) masked = masked.replaceAll(name, stand)
    return masked
  }
}

/** Hands a text to the browser as a file; it is made here and sent nowhere. */
export function saveAs(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
