/** Search parameters are short texts; anything else in the address is left aside. */
const pickedUpTo =
  (most: number) =>
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): { [N in Name]?: string } => {
    const found: { [N in Name]?: string } = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' && value !== '' && value.length <= most) found[name] = value
    }
    return found
  }
const picked = pickedUpTo(200)

export const guestsSearch = picked('q', 'state', 'node', 'tag', 'pool', 'kind', 'sort', 'group')
export const activitySearch = picked('q', 'state', 'node', 'type', 'user', 'guest', 'sort')
export const nodesSearch = picked('q', 'state', 'sort')
export const storageSearch = picked('q', 'state', 'node', 'kind', 'content', 'sort', 'group')
export const storageContentSearch = picked('q', 'content', 'guest', 'sort', 'span')
export const findingsSearch = picked('q', 'severity', 'state', 'area', 'id')
export const guestSearch = picked('tab', 'span')
export const nodeSearch = picked('tab', 'span')
export const signInSearch = picked('cluster', 'from')
export const clusterSettingsSearch = picked('do')
export const runsSearch = picked('do')
export const askSearch = picked('runbook', 'vmid')
/** A plan of many names each of its guests. */
export const planSearch = pickedUpTo(12_000)('runbook', 'input', 'action', 'guests', 'perNode')
