import { callTable } from '../generated/call-table.ts'
import type { CallRow } from './call-types.ts'

export interface Route {
  readonly key: string
  readonly row: CallRow
  readonly pathParams: Readonly<Record<string, string>>
}

interface Branch {
  readonly fixed: Map<string, Branch>
  variable?: { name: string; branch: Branch }
  readonly calls: Map<string, { key: string; row: CallRow }>
}

const branch = (): Branch => ({ fixed: new Map(), calls: new Map() })

function grow(): Branch {
  const root = branch()
  for (const [key, row] of Object.entries(callTable)) {
    const [method = '', path = ''] = key.split(' ')
    let at = root
    for (const part of path.split('/').filter(Boolean)) at = step(at, part)
    at.calls.set(method, { key, row })
  }
  return root
}

function step(at: Branch, part: string): Branch {
  const name = /^\{(.*)\}$/.exec(part)?.[1]
  if (name !== undefined) return (at.variable ??= { name, branch: branch() }).branch
  const known = at.fixed.get(part) ?? branch()
  at.fixed.set(part, known)
  return known
}

const tree = grow()

/** The call behind a path, or nothing: PVE then answers 501, also for a known path with the wrong method. */
export function findRoute(method: string, path: string): Route | undefined {
  const pathParams: Record<string, string> = {}
  let at = tree
  for (const part of path.split('/').filter(Boolean)) {
    const fixed = at.fixed.get(part)
    if (fixed) {
      at = fixed
    } else if (at.variable) {
      pathParams[at.variable.name] = part
      at = at.variable.branch
    } else return undefined
  }
  const call = at.calls.get(method)
  return call && { ...call, pathParams }
}
