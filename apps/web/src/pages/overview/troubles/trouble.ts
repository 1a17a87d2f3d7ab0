import type { Params } from '../picture.ts'

export type Severity = 'critical' | 'warn' | 'notice' | 'unknown'

/** Each kind has two texts: `overview:what-<kind>` and `overview:why-<kind>`. */
export type TroubleKind =
  | 'away'
  | 'certificate'
  | 'token'
  | 'waiting'
  | 'noRights'
  | 'split'
  | 'quorumLost'
  | 'quorumUnknown'
  | 'expectedLowered'
  | 'qdevice'
  | 'nodeGone'
  | 'nodeUnknown'
  | 'nodeStalled'
  | 'nodeGhost'
  | 'nodeMemory'
  | 'nodeRoot'
  | 'ioError'
  | 'internalError'
  | 'panicked'
  | 'haError'
  | 'shutInside'
  | 'otherState'
  | 'paused'
  | 'shouldRun'
  | 'lockLeft'
  | 'storageFull'
  | 'storageUnknown'
  | 'partUnread'

/** What follows from a cause; told under it instead of as alarms of their own. Text: `overview:then-<kind>`. */
export type Consequence = {
  kind:
    | 'guestsUnknown'
    | 'noMore'
    | 'someMore'
    | 'storagesUnknown'
    | 'nodeGone'
    | 'changesStop'
    | 'minorityStops'
    | 'runsOn'
  severity: Severity | 'ok'
  params: Params
}

export type Place =
  | { to: 'guest'; id: string }
  | { to: 'guests'; state: string }
  | { to: 'node'; node: string }
  | { to: 'storage'; node: string; storage: string }
  | { to: 'quorum' }
  | { to: 'permissions' }
  | { to: 'mend'; what: 'repin' | 'reading' }

export type Trouble = {
  id: string
  kind: TroubleKind
  severity: Severity
  params: Params
  since: number | null
  consequences: readonly Consequence[]
  place: Place | null
}

export function trouble(
  kind: TroubleKind,
  severity: Severity,
  params: Params,
  more: Partial<Pick<Trouble, 'id' | 'since' | 'consequences' | 'place'>> = {},
): Trouble {
  return { id: kind, kind, severity, params, since: null, consequences: [], place: null, ...more }
}

const rank = { critical: 0, warn: 1, unknown: 2, notice: 3 } as const

/** Worst first; inside a rank the order in which they were found stays. */
export const worstFirst = (troubles: readonly Trouble[]): Trouble[] =>
  troubles.toSorted((a, b) => rank[a.severity] - rank[b.severity])
