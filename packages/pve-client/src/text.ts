// C0 except tab and line feed, DEL, C1, and the marks that reorder text on screen.
// oxlint-disable-next-line no-control-regex -- control characters are what this pattern is for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text from a server made safe to print: control characters removed, ends trimmed, cut to `limit` characters. */
export function cleanText(text: string, limit = 2000): string {
  const clean = text.replaceAll(unprintable, '').trim()
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean
}

/** Replaces each secret that occurs in the text. Short values are left: masking "1" would only garble the sentence. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => (secret.length < 4 ? masked : masked.replaceAll(secret, '***')), text)
}
