/** Quotes one word for a POSIX shell. Names of guests, storages and snapshots are hostile input. */
export const shellWord = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

export const shellLine = (words: readonly string[]): string => words.map(shellWord).join(' ')
