/**
 * What must be the same in two answers and what may differ.
 *
 * The same: status, reason phrase, content type, whether the connection is kept, the keys beside `data`, the keys of
 * every object, the JSON type of every value, the texts of errors, the end of a task and the lines of its log.
 * Texts are compared with placeholders in place of what no two machines have in common. Rows of a list are compared
 * with the row of the same id; where a list has no ids that mean the same on both sides (tasks, lines of a log,
 * packages), with a row of the same kind, and there must be one of each kind. Guests, nodes and storages must be the same
 * ones. Values are free: loads, sizes, names, digests. The order of keys and rows is free: Perl has none.
 */
import { fieldsOf, type Fields } from '../control/input.ts'

export interface Reply {
  /** Nothing: there was no answer while the client waited. */
  readonly status: number | undefined
  readonly reason: string
  readonly headers: Fields
  readonly body: unknown
}

export interface Subject {
  readonly method: string
  /** The call's template, such as `/nodes/{node}/tasks/{upid}/log`. */
  readonly template: string
}

export function firstDifference(subject: Subject, recorded: Reply, replayed: Reply): string | undefined {
  if (recorded.status !== replayed.status)
    return `status ${show(recorded.status)} ${recorded.reason} ≠ ${show(replayed.status)} ${replayed.reason}`
  if (recorded.status === undefined) return undefined
  return (
    textDifference('reason', recorded.reason, replayed.reason) ??
    headerDifference(recorded, replayed) ??
    bodyDifference(subject, recorded.body, replayed.body)
  )
}

const show = (value: unknown): string => (value === undefined ? 'none' : (JSON.stringify(value) ?? 'undefined'))

const unit = '(?:[KMGT]i?B|[KMGT]|B|bytes|ms|s|sec(?:onds)?|%)'

const placeholders: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/UPID:[^:\s]+:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:([^:\s]+):([^:\s]*):([^:\s]+):/g, 'UPID:$1:$2:$3'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b(?:[0-9A-F]{2}:){15,}[0-9A-F]{2}\b/g, '<fingerprint>'],
  [/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi, '<mac>'],
  [/\b[0-9a-f]{32,}\b/g, '<digest>'],
  [/\b\d{4}[-_]\d\d[-_]\d\d(?:[-T_ ]\d\d[:_]\d\d[:_]\d\d)?\b/g, '<time>'],
  [/\b\d\d:\d\d:\d\d\b/g, '<clock>'],
  [/\.tmp\.\d+/g, '.tmp.<pid>'],
  [/\bline \d+/g, 'line <n>'],
  [/\.tmp_dwnl\.\d+/g, '.tmp_dwnl.<pid>'],
  [/^\s*\d+K[ .]+\d+% .*$/g, '<progress>'],
  [/^INFO:\s+\d+% .*$/g, 'INFO: <progress>'],
  [/^transferred .* \(\d+\.\d+%\)$/g, '<progress>'],
  [/(mirror-\w+: transferred) .*$/g, '$1 <progress>'],
  [/\b\d+\+\d+ records/g, '<n> records'],
  [/^Length: .*$/g, 'Length: <n>'],
  [/\bpid \d+/g, 'pid <n>'],
  [/: (?:Temporary failure in name resolution|Name or service not known)/g, ': <name resolution>'],
  [/<1 seconds/g, '<amount>'],
  [new RegExp(`\\b\\d+(?:\\.\\d+)?\\s?${unit}(?:/s)?(?![a-z])`, 'gi'), '<amount>'],
  [/\bsize=\d+\b/g, 'size=<n>'],
  [/\b\d{5,}\b/g, '<n>'],
]

export const withPlaceholders = (text: string): string =>
  placeholders.reduce((sofar, [pattern, name]) => sofar.replace(pattern, name), inOrder(text)).trimEnd()

/** Perl writes the options of a command line in no order. */
function inOrder(text: string): string {
  const [, start, options] = /^(INFO: starting new backup job: vzdump .*?)( --.*)$/.exec(text) ?? []
  if (start === undefined || options === undefined) return text
  return `${start} ${options.split(' --').filter(Boolean).toSorted().join(' --')}`
}

function textDifference(what: string, recorded: string, replayed: string): string | undefined {
  // A text under the name of a password was masked like one.
  if (recorded === '<password>') return undefined
  const [a, b] = [withPlaceholders(recorded), withPlaceholders(replayed)]
  return a === b ? undefined : `${what} ${show(a)} ≠ ${show(b)}`
}

const plain = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const header = (reply: Reply, name: string): string =>
  plain(Object.entries(reply.headers).find(([key]) => key.toLowerCase() === name)?.[1]).toLowerCase()

function headerDifference(recorded: Reply, replayed: Reply): string | undefined {
  for (const name of ['content-type', 'connection', 'set-cookie', 'server']) {
    const [a, b] = [header(recorded, name), header(replayed, name)]
    if (a !== b) return `header ${name} ${show(a)} ≠ ${show(b)}`
  }
  return undefined
}

function bodyDifference(subject: Subject, recorded: unknown, replayed: unknown): string | undefined {
  const [a, b] = [fieldsOf(recorded), fieldsOf(replayed)]
  const beside = keyDifference('body', a, b)
  if (beside !== undefined) return beside
  if (typeof a.message === 'string') {
    const message = textDifference('message', a.message, String(b.message))
    if (message !== undefined) return message
  }
  for (const [name, text] of Object.entries(fieldsOf(a.errors))) {
    const difference = textDifference(`errors.${name}`, String(text), String(fieldsOf(b.errors)[name]))
    if (difference !== undefined) return difference
  }
  const surplus = Object.keys(fieldsOf(b.errors)).find((name) => !(name in fieldsOf(a.errors)))
  if (surplus !== undefined) return `errors.${surplus} not recorded`
  return dataDifference(subject, a.data, b.data)
}

function dataDifference(subject: Subject, recorded: unknown, replayed: unknown): string | undefined {
  if (subject.template.endsWith('/tasks/{upid}/log')) return logDifference(recorded, replayed)
  const difference = shapeDifference('data', recorded, replayed)
  if (difference !== undefined) return difference
  if (subject.template.endsWith('/tasks/{upid}/status')) {
    const [a, b] = [fieldsOf(recorded), fieldsOf(replayed)]
    if (a.status !== b.status) return `task ${show(a.status)} ≠ ${show(b.status)}`
    return textDifference('exitstatus', plain(a.exitstatus), plain(b.exitstatus))
  }
  if (typeof recorded === 'string' && recorded.startsWith('UPID:')) return taskDifference(recorded, String(replayed))
  return undefined
}

/** Which node, which kind of task, about what and for whom. */
function taskDifference(recorded: string, replayed: string): string | undefined {
  const parts = (upid: string): string => {
    const [, node, , , , type, id, user] = upid.split(':')
    return `${node} ${type} ${id} ${user}`
  }
  return parts(recorded) === parts(replayed) ? undefined : `task ${parts(recorded)} ≠ ${parts(replayed)}`
}

const lineText = (line: unknown): string => plain(fieldsOf(line).t)

/** How often progress is reported is free: equal lines that follow each other count once. */
function logDifference(recorded: unknown, replayed: unknown): string | undefined {
  if (!Array.isArray(recorded) || !Array.isArray(replayed)) return shapeDifference('data', recorded, replayed)
  const [a, b] = [recorded, replayed].map((lines) => distinct(lines.map((line) => withPlaceholders(lineText(line)))))
  // Of a task that still ran, how far it had got is free.
  const common = isEnded(a) ? Infinity : Math.max(1, Math.min(a?.length ?? 0, b?.length ?? 0))
  const at = (a ?? []).findIndex((line, index) => index < common && line !== b?.[index])
  if (at >= 0) return `log ${show(a?.[at])} ≠ ${show(b?.[at])}`
  if (isEnded(a) && (b?.length ?? 0) > (a?.length ?? 0)) return `log none ≠ ${show(b?.[a?.length ?? 0])}`
  return shapeDifference('line', recorded[0], replayed[0])
}

const isEnded = (lines: readonly string[] | undefined): boolean => (lines?.at(-1) ?? '').startsWith('TASK ')

const distinct = (lines: readonly string[]): string[] => lines.filter((line, index) => line !== lines[index - 1])

const typeOf = (value: unknown): string =>
  value === null ? 'null' : value === undefined ? 'absent' : Array.isArray(value) ? 'list' : typeof value

function keyDifference(where: string, a: Fields, b: Fields): string | undefined {
  const missing = Object.keys(a).filter((key) => !(key in b))
  const surplus = Object.keys(b).filter((key) => !(key in a))
  if (missing.length === 0 && surplus.length === 0) return undefined
  return `${where} keys${missing.map((key) => ` -${key}`).join('')}${surplus.map((key) => ` +${key}`).join('')}`
}

function shapeDifference(where: string, recorded: unknown, replayed: unknown): string | undefined {
  if (typeOf(recorded) !== typeOf(replayed)) return `${where} type ${typeOf(recorded)} ≠ ${typeOf(replayed)}`
  if (Array.isArray(recorded) && Array.isArray(replayed)) return listDifference(where, recorded, replayed)
  if (typeof recorded !== 'object' || recorded === null) return undefined
  const [a, b] = [fieldsOf(recorded), fieldsOf(replayed)]
  if (isRandomlyKeyed(b) && Object.keys(a).length === 0) return undefined
  if (isRandomlyKeyed(a)) {
    const [results, others] = [Object.values(a).map(fieldsOf), Object.values(b).map(fieldsOf)]
    return kindDifference(where, results, others) ?? likeDifference(where, results, others)
  }
  const keys = keyDifference(where, a, b)
  if (keys !== undefined) return keys
  for (const key of Object.keys(a)) {
    const difference = shapeDifference(`${where}.${key}`, a[key], b[key])
    if (difference !== undefined) return difference
  }
  return undefined
}

/** Results of HA's agents are filed under random keys. */
const isRandomlyKeyed = (value: Fields): boolean =>
  Object.keys(value).length > 0 && Object.keys(value).every((key) => /^[\w+/]{22}$/.test(key))

/** Ids that mean the same on both sides, and whether both must have the same ones. */
const ids: readonly (readonly [key: string, complete: boolean])[] = [
  ['vmid', true],
  ['id', true],
  ['sid', true],
  ['userid', true],
  ['tokenid', true],
  ['poolid', true],
  ['roleid', true],
  ['storage', true],
  ['realm', true],
  ['iface', true],
  ['node', true],
  ['volid', false],
  ['key', true],
  ['service', false],
  ['snapname', true],
]

type Row = Fields

const isTask = (row: Row): boolean => typeof row.upid === 'string'

function idKey(rows: readonly Row[]): readonly [key: string, complete: boolean] | undefined {
  if (rows.some(isTask) || rows.some((row) => 'msg' in row)) return undefined
  return ids.find(([key]) => {
    const values = rows.map((row) => row[key])
    return values.every((value) => value !== undefined) && new Set(values).size === values.length
  })
}

/** Rows of one list may be of different kinds, with different keys. */
function kindOf(row: Row): string {
  if (isTask(row)) return row.endtime === undefined ? 'running task' : 'ended task'
  return typeof row.type === 'string' ? row.type : ''
}

function listDifference(where: string, recorded: readonly unknown[], replayed: readonly unknown[]): string | undefined {
  if (recorded.length === 0 && replayed.length === 0) return undefined
  if (!recorded.every((one) => typeof one === 'object' && one !== null))
    return scalarDifference(where, recorded, replayed)
  const [a, b] = [recorded.map(fieldsOf), replayed.map(fieldsOf)]
  const kinds = kindDifference(where, a, b)
  if (kinds !== undefined) return kinds
  const id = idKey(a)
  return id && b.every((row) => row[id[0]] !== undefined) ? idDifference(where, id, a, b) : likeDifference(where, a, b)
}

function scalarDifference(
  where: string,
  recorded: readonly unknown[],
  replayed: readonly unknown[],
): string | undefined {
  const [a, b] = [recorded, replayed].map((list) => [...new Set(list.map(typeOf))].toSorted().join(' '))
  return a === b ? undefined : `${where} items ${show(a)} ≠ ${show(b)}`
}

function kindDifference(where: string, a: readonly Row[], b: readonly Row[]): string | undefined {
  const [wanted, there] = [new Set(a.map(kindOf)), new Set(b.map(kindOf))]
  const missing = [...wanted].find((kind) => !there.has(kind))
  if (missing !== undefined) return `${where} row kind -${missing || 'any'}`
  // Whether something is running at this very moment is not the same on two machines, unless it was recorded.
  const surplus = [...there].find((kind) => !wanted.has(kind) && kind !== 'ended task')
  return surplus === undefined ? undefined : `${where} row kind +${surplus || 'any'}`
}

function idDifference(
  where: string,
  [key, complete]: readonly [key: string, complete: boolean],
  a: readonly Row[],
  b: readonly Row[],
): string | undefined {
  const others = new Map(b.map((row) => [String(row[key]), row]))
  for (const row of a) {
    const name = String(row[key])
    const other = others.get(name)
    others.delete(name)
    if (!other && complete) return `${where}[${key}] -${name}`
    const difference = other
      ? shapeDifference(`${where}[${kindOf(row) || key}]`, row, other)
      : likeDifference(where, [row], b)
    if (difference !== undefined) return difference
  }
  const [surplus] = others.keys()
  return complete && surplus !== undefined ? `${where}[${key}] +${surplus}` : undefined
}

/** Each row must look like some row of its kind on the other side. Whether a token was used is free. */
function likeDifference(where: string, a: readonly Row[], b: readonly Row[]): string | undefined {
  for (const row of a) {
    const alike = b.filter((other) => kindOf(other) === kindOf(row))
    const differences = alike.map((other) =>
      shapeDifference(`${where}[${kindOf(row) || 'row'}]`, sameToken(row, other), other),
    )
    if (differences.every((difference) => difference !== undefined)) return differences[0] ?? `${where} row missing`
  }
  return undefined
}

/** `saved` is a text once pvestatd has written the list again, within ten seconds: the phase of its cycle is free. */
function sameToken(row: Row, other: Row): Row {
  if (!isTask(row)) return row
  const { tokenid: _, saved: __, ...rest } = row
  return {
    ...rest,
    ...('tokenid' in other ? { tokenid: '' } : {}),
    ...('saved' in other ? { saved: other.saved } : {}),
  }
}
