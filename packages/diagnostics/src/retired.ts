/** Ids of rules that are gone. They are never used again: somebody's ignore list may name them. */
export const retired: readonly string[] = []
