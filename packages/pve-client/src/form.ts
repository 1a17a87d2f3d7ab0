export type ParamValue = string | number | boolean | readonly string[] | undefined

/**
 * Encodes parameters as PVE's form decoder wants them (docs/pve-behaviour.md §2): pairs are split at `&` and `;` and each
 * pair at every `=`, so both must be escaped in values; a blank is `%20`, never `+`. Booleans become 0/1, an array
 * repeats its key, undefined is left out.
 *
 * @throws TypeError for a number that is not finite.
 */
export function encodeForm(params: Readonly<Record<string, ParamValue>>): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    const values = Array.isArray(value) ? value : [value]
    for (const one of values) pairs.push(`${encode(name)}=${encode(toFormText(one, name))}`)
  }
  return pairs.join('&')
}

/**
 * The value of a parameter that PVE stores URL-encoded (`sshkeys`): it is decoded once by the form decoder and once
 * more when it is used, so it must be encoded before it goes into the form.
 */
export function urlencodedValue(text: string): string {
  return encode(text)
}

/**
 * Fills a path template. Each value becomes exactly one segment.
 *
 * @throws TypeError when a value is missing, empty, or would leave its segment (`.`, `..`, `/`, `\`).
 */
export function fillPath(template: string, values: Readonly<Record<string, ParamValue>>): string {
  return template.replaceAll(/\{([a-z_-]+)\}/g, (_, name: string) => encodeSegment(name, values[name]))
}

/** Names in braces of a path template, in order. */
export function pathParams(template: string): string[] {
  return [...template.matchAll(/\{([a-z_-]+)\}/g)].map((match) => match[1] ?? '')
}

function encodeSegment(name: string, value: ParamValue): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`${name} is missing`)
  const text = String(value)
  // pveproxy decodes the path before it looks it up, so an escaped slash would still be a slash.
  if (text === '' || text === '.' || text === '..' || /[/\\]/.test(text))
    throw new TypeError(`${name} is not usable in a path`)
  return encode(text)
}

// A lone surrogate would make encodeURIComponent throw; PVE would get a replacement character from a browser, too.
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

function toFormText(value: unknown, name: string): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${name} is not a number`)
    return String(value)
  }
  return String(value)
}
