/* oxlint-disable no-control-regex -- control characters are what these patterns are for */
// Escape sequences: OSC, DCS, APC, PM and SOS with their text, CSI with its parameters, and the two-character ones.
const sequences =
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[\s\S]*?(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g
// C0, DEL, C1, separators of lines, zero-width characters, and the marks that reorder text on screen.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g

/**
 * Text from PVE on one line, safe to print. Names of guests and error messages are whatever somebody typed: sent to a
 * terminal as they are, they could move the cursor, fake lines or set its title.
 */
export function safeText(text: string, limit = 500): string {
  const clean = text.replaceAll(sequences, '').replaceAll(unprintable, ' ').trim()
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean
}

/** All strings in a value made safe, names of keys too. */
export function safeValue(value: unknown): unknown {
  if (typeof value === 'string') return safeText(value)
  if (Array.isArray(value)) return value.map(safeValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [safeText(key), safeValue(item)]))
}
