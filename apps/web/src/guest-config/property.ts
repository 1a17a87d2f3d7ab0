/** A value of PVE's configuration: "local:100/disk.qcow2,size=1G" is a first word and options. */
export type Property = { first: string | null; options: Readonly<Record<string, string>> }

export function readProperty(text: string): Property {
  let first: string | null = null
  const options: Record<string, string> = {}
  for (const [index, part] of text.split(',').entries()) {
    const at = part.indexOf('=')
    // Only the first part may stand without a key; a volume's own name may contain "=".
    if (at < 0 || (index === 0 && part.slice(0, at).includes(':'))) {
      if (index === 0) first = part
      else options[part] = ''
      continue
    }
    options[part.slice(0, at)] = part.slice(at + 1)
  }
  return { first, options }
}

export const isOn = (value: string | undefined): boolean => value === '1' || value === 'on' || value === 'yes'

/** "32G", "3584M" or plain bytes, in units of 1024. null when it is something else. */
export function readSize(text: string | undefined): number | null {
  const match = /^(\d+(?:\.\d+)?)([KMGTP]?)$/.exec(text ?? '')
  if (!match) return null
  const power = ['', 'K', 'M', 'G', 'T', 'P'].indexOf(match[2] ?? '')
  return Number(match[1]) * 1024 ** power
}

/** Keys with a number behind a name, in the order of the numbers: net0, net1, net10. */
export function numbered(config: Readonly<Record<string, string>>, name: RegExp): string[] {
  const tail = (key: string) => Number(/\d+$/.exec(key)?.[0] ?? 0)
  return Object.keys(config)
    .filter((key) => name.test(key))
    .toSorted((a, b) => a.replace(/\d+$/, '').localeCompare(b.replace(/\d+$/, '')) || tail(a) - tail(b))
}
