import { params as pool } from '../generated/call-table.ts'
import type { CallRow, Param } from './call-types.ts'
import { badParams } from './errors.ts'
import { formatProblem } from './formats.ts'

export type Value = string | number | boolean | readonly string[]
export type Params = Readonly<Record<string, Value>>

const unknownProperty = 'property is not defined in schema and the schema does not allow additional properties'

/** `net0` is described under `net[n]`. */
function paramOf(row: CallRow, name: string): Param | undefined {
  const index = row.params[name] ?? row.params[name.replace(/\d+$/, '[n]')]
  return index === undefined ? undefined : pool[index]
}

/** Refuses what PVE's schema refuses, with its texts (pve-common: src/PVE/JSONSchema.pm), and gives typed values back. */
export function checkParams(row: CallRow, given: Params): Params {
  const errors: Record<string, string> = {}
  const result: Record<string, Value> = {}
  for (const [name, value] of Object.entries(given)) {
    const param = paramOf(row, name)
    if (!param) {
      if (row.open) result[name] = value
      else errors[name] = unknownProperty
      continue
    }
    const problem = problemOf(param, value, name)
    if (problem !== undefined) errors[name] = problem
    else if (param.requires !== undefined && given[param.requires] === undefined)
      errors[param.requires] = `missing property required by '${name}'`
    else result[name] = typed(param, value)
  }
  for (const [name, index] of Object.entries(row.params)) {
    if (!pool[index]?.optional && !name.endsWith('[n]') && given[name] === undefined)
      errors[name] = 'property is missing and it is not optional'
  }
  if (Object.keys(errors).length > 0) throw badParams(errors)
  return result
}

function typed(param: Param, value: Value): Value {
  if (param.type === 'boolean') return value === true || value === 1 || value === '1'
  if (param.type === 'integer' || param.type === 'number') return Number(value)
  if (param.type === 'array') return Array.isArray(value) ? value : [String(value)]
  return typeof value === 'number' ? String(value) : value
}

function problemOf(param: Param, value: Value, name: string): string | undefined {
  if (Array.isArray(value) && param.type === 'array') {
    const items = param.items
    return items ? value.map((item) => problemOf(items, item, name)).find((text) => text !== undefined) : undefined
  }
  if (Array.isArray(value)) return `type check ('${param.type}') failed - got ARRAY`
  const text = typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
  // A number is judged by its format before its limits, a text by its length first.
  if (param.type === 'integer')
    return typeProblem(param, text) ?? shapeProblem(param, text, name) ?? limitProblem(param, text)
  return typeProblem(param, text) ?? limitProblem(param, text) ?? shapeProblem(param, text, name)
}

function typeProblem(param: Param, text: string): string | undefined {
  const fits =
    param.type === 'integer'
      ? /^[+-]?\d+$/.test(text)
      : param.type === 'number'
        ? /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
        : param.type !== 'boolean' || text === '0' || text === '1'
  return fits ? undefined : `type check ('${param.type}') failed - got '${text}'`
}

function limitProblem(param: Param, text: string): string | undefined {
  const number = Number(text)
  if (param.enum && !param.enum.some((one) => String(one) === text))
    return `value '${text}' does not have a value in the enumeration '${param.enum.join(', ')}'`
  if (param.type === 'integer' || param.type === 'number') {
    if (param.minimum !== undefined && number < param.minimum)
      return `value must have a minimum value of ${param.minimum}`
    if (param.maximum !== undefined && number > param.maximum)
      return `value must have a maximum value of ${param.maximum}`
  }
  if (param.maxLength !== undefined && text.length > param.maxLength)
    return `value may only be ${param.maxLength} characters long`
  if (param.minLength !== undefined && text.length < param.minLength)
    return `value must be at least ${param.minLength} characters long`
  return undefined
}

function shapeProblem(param: Param, text: string, name: string): string | undefined {
  if (param.pattern !== undefined && !perlPattern(param.pattern).test(text))
    return 'value does not match the regex pattern'
  if (param.format !== undefined && text !== '') {
    const problem = formatProblem(param.format, text, name)
    if (problem !== undefined) return `invalid format - ${problem}\n`
  }
  if (param.properties) return propertyStringProblem(param.properties, text, name)
  return undefined
}

const patterns = new Map<string, RegExp>()
function perlPattern(source: string): RegExp {
  const known = patterns.get(source)
  if (known) return known
  let made: RegExp
  try {
    made = new RegExp(
      `^(?:${source
        .replace(/^\(\?\^:|^\(\?-xism:/, '(?:')
        .replaceAll('(?^:', '(?:')
        .replaceAll('(?^i:', '(?:')})$`,
    )
  } catch {
    made = /^/ // a Perl pattern that JavaScript cannot read refuses nothing
  }
  patterns.set(source, made)
  return made
}

/** `key=value,key=value`, where one key may be left out: the `default_key`. Booleans are looser here than in parameters. */
function propertyStringProblem(
  properties: Readonly<Record<string, Param>>,
  text: string,
  name: string,
): string | undefined {
  const defaultKey = Object.entries(properties).find(([, param]) => param.default_key)?.[0]
  const problems: string[] = []
  for (const part of text.split(',')) {
    const cut = part.indexOf('=')
    const key = cut < 0 ? defaultKey : part.slice(0, cut)
    const sub = key === undefined ? undefined : properties[key]
    if (key === undefined || (!sub && cut < 0))
      problems.push(`value without key, but schema does not define a default key`)
    else if (!sub) problems.push(`${name}.${key}: ${unknownProperty}`)
    else if (sub.type !== 'boolean' && !sub.alias) {
      const problem = typeProblem(sub, part.slice(cut + 1)) ?? limitProblem(sub, part.slice(cut + 1))
      if (problem !== undefined) problems.push(`${name}.${key}: ${problem}`)
    }
  }
  return problems.length > 0 ? `invalid format - format error\n${problems.join('\n')}\n` : undefined
}
