/** Numbers that look random and are the same in every run: the same question gets the same answer. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}

/** 0 … 1 from a seed and a step. */
export function noise(seed: number, step: number): number {
  let value = (seed ^ Math.imul(step | 0, 0x9e3779b1)) | 0
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return ((value ^ (value >>> 16)) >>> 0) / 4294967296
}

/** Noise without jumps: between two steps it moves evenly. */
export function smooth(seed: number, position: number): number {
  const step = Math.floor(position)
  const part = position - step
  return noise(seed, step) * (1 - part) + noise(seed, step + 1) * part
}

export function hex(seed: number, digits: number): string {
  let text = ''
  for (let index = 0; text.length < digits; index += 1)
    text += Math.floor(noise(seed, index) * 65536)
      .toString(16)
      .padStart(4, '0')
  return text.slice(0, digits)
}

export function uuid(seed: number): string {
  const digits = hex(seed, 32)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`
}

/** Perl walks its hashes in no order, so lists that come from one are shuffled anew for every answer. */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items]
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1))
    const held = result[index]
    const swapped = result[other]
    if (held !== undefined && swapped !== undefined) {
      result[index] = swapped
      result[other] = held
    }
  }
  return result
}
