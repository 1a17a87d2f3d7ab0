import * as z from 'zod'

// How replies are read:
// - Unknown keys are dropped: PVE adds keys in minor releases.
// - A key that is absent or null is absent in the output.
// - Flags stay 0 | 1 as PVE sends them (or absent, which is not always "no"); "0", "1", true, false become 0 | 1.
// - Numbers may arrive as strings ("0.00", "1") because Perl does not tell them apart; they become numbers.
// - Texts may arrive as numbers for the same reason; they become strings.
// - States and types are plain strings: a new state must not make a whole list unreadable.

const decimal = /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/

/** A number, also when PVE sends it as a string. */
export const numeric = z.union([z.number(), z.string().regex(decimal).transform(Number)])

/** A text, also when PVE sends it as a number. */
export const text = z.union([z.string(), z.number().transform(String)])

/** PVE's boolean: 0 or 1. */
export const flag = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(['0', '1']).transform((value): 0 | 1 => (value === '1' ? 1 : 0)),
  z.literal('').transform((): 0 | 1 => 0),
  z.boolean().transform((value): 0 | 1 => (value ? 1 : 0)),
])

const absent = z.null().transform(() => undefined)

/** A key that may be absent; null counts as absent. */
export const maybe = <S extends z.ZodType>(schema: S) => z.union([schema, absent]).optional()

/**
 * A long list whose rows nearly always have the plain types. Each row is first checked against `plain`; only one that
 * differs goes through the tolerant `row`, which normalises it or says what is wrong. Saves most of the time that
 * thousands of rows of unions cost.
 */
export function longList<R extends z.ZodType>(plain: Readonly<Record<string, 'string' | 'number'>>, row: R) {
  const kinds = new Map(Object.entries(plain))
  return z.array(z.unknown()).transform((rows, context): z.output<R>[] =>
    rows.map((value, index) => {
      // The kinds are those that `row` lets through unchanged, which the tests hold it to.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      if (isPlain(value, kinds)) return value as z.output<R>
      const parsed = row.safeParse(value)
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues)
        context.issues.push({ code: 'custom', input: value, message: issue.message, path: [index, ...issue.path] })
      return z.NEVER
    }),
  )
}

function isPlain(value: unknown, kinds: ReadonlyMap<string, string>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  let known = 0
  for (const key in value) {
    const kind = kinds.get(key)
    if (kind === undefined) continue
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (typeof (value as Record<string, unknown>)[key] !== kind) return false
    known += 1
  }
  return known > 1 && 'id' in value && 'type' in value
}

/** Calls that answer `{"data":null}`, and those whose answer does not matter. */
export const nothing = z.unknown().transform(() => null)

/** The id of the task that was started. */
export const upidText = z.string().regex(/^UPID:/)

/** What is wrong with a reply: the path and value of the first wrong place. */
export function describeMismatch(error: z.ZodError, data: unknown): string {
  const first = error.issues[0]
  if (!first) return 'the reply has an unexpected shape'
  const { path, expected } = deepest(first, first.path)
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    data,
  )
  return `data${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')}: ${expected}, got ${shorten(value)}`
}

type Place = { path: PropertyKey[]; expected: string }

/** Unions nest their issues: the branch that got furthest names the wrong place. */
function deepest(issue: z.core.$ZodIssue, path: PropertyKey[]): Place {
  const here: Place = { path, expected: issue.message.replace(/, received .*$/, '') }
  if (issue.code !== 'invalid_union') return here
  return issue.errors
    .flatMap((branch) => branch.slice(0, 1).map((inner) => deepest(inner, [...path, ...inner.path])))
    .reduce((best, place) => (place.path.length > best.path.length || best === here ? place : best), here)
}

function shorten(value: unknown): string {
  const shown = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value)
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown
}
