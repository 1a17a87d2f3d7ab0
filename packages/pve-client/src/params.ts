import type { ParamKind } from './calls/define.ts'
import { type ParamValue, pathParams, urlencodedValue } from './form.ts'

/** `raw` leaves the value as it is given. */
export type ParamTable = Readonly<Record<string, ParamKind | 'raw'>>

type Values = Record<string, ParamValue>

/**
 * Sorts the arguments of a call into the path and the form, in the way each kind is written.
 *
 * @throws TypeError for a parameter that the call has not, one that is missing, or one of the wrong type.
 */
export function splitArgs(
  template: string,
  params: ParamTable,
  args: Readonly<Values>,
): { inPath: Values; sent: Values; secrets: string[] } {
  const names = new Set(pathParams(template))
  const inPath: Values = {}
  const sent: Values = {}
  const secrets: string[] = []
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue
    const kind = params[name]
    if (names.has(name)) inPath[name] = value
    else if (kind === undefined) throw new TypeError(`${name} is not a parameter of this call`)
    else sent[name] = written(name, kind, value)
    if (typeof kind === 'string' && kind.startsWith('secret')) secrets.push(String(value))
  }
  for (const [name, kind] of Object.entries(params)) {
    const optional = kind === 'raw' || (typeof kind === 'string' ? kind.endsWith('?') : 'maybe' in kind)
    if (!optional && sent[name] === undefined) throw new TypeError(`${name} is missing`)
  }
  return { inPath, sent, secrets }
}

function written(name: string, kind: ParamKind | 'raw', value: ParamValue): ParamValue {
  const wrong = new TypeError(`${name} is not of the type this call takes`)
  if (typeof kind !== 'string') {
    const choices = 'maybe' in kind ? kind.maybe : kind
    if (typeof value !== 'string' || !choices.includes(value)) throw wrong
    return value
  }
  switch (kind.replace('?', '')) {
    case 'integer':
      if (!Number.isSafeInteger(value)) throw wrong
      return value
    case 'number':
      if (typeof value !== 'number') throw wrong
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong
      return value
    case 'list':
      // The separator cannot be escaped inside an entry.
      if (!Array.isArray(value) || value.some((entry) => /[,;\s]/.test(String(entry)))) throw wrong
      return value.join(',')
    case 'array':
      if (!Array.isArray(value)) throw wrong
      return value
    case 'urlencoded':
      if (typeof value !== 'string') throw wrong
      return urlencodedValue(value)
    case 'raw':
      return value
    default:
      if (typeof value !== 'string') throw wrong
      return value
  }
}
