import { inSentence } from '../overview/picture.ts'

/** Node names for a sentence: a few, and a mark that there are more. */
export const listNames = (names: readonly string[], max = 8): string =>
  names
    .slice(0, max)
    .map((name) => inSentence(name))
    .join(', ') + (names.length > max ? ' …' : '')
