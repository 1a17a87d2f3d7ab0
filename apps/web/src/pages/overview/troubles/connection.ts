import { inSentence, partOf, type Picture } from '../picture.ts'
import { trouble, type Trouble } from './trouble.ts'

/** What stands between Steward and the cluster. While one of these holds, nothing else can be judged. */
export function connectionTroubles({ cluster }: Picture): Trouble[] {
  const { connection } = cluster
  switch (connection.state) {
    case 'away':
      return [trouble('away', 'critical', { said: inSentence(connection.message, 160) }, { since: connection.since })]
    case 'certificate-changed': {
      const params = { endpoint: inSentence(connection.endpoint) }
      const place = { to: 'mend', what: 'repin' } as const
      return [trouble('certificate', 'critical', params, { since: connection.since, place })]
    }
    case 'token-refused': {
      const place = { to: 'mend', what: 'reading' } as const
      return [
        trouble('token', 'critical', { said: inSentence(connection.message, 160) }, { since: connection.since, place }),
      ]
    }
    case 'waiting-for-sign-in':
      return [trouble('waiting', 'unknown', {})]
    case 'connecting':
    case 'connected':
      return []
  }
}

/** PVE answers empty lists, with success, to an account that may see nothing. */
export function seesNothing({ guests, nodes, storages }: Picture): boolean {
  return (
    guests.length === 0 &&
    storages.length === 0 &&
    nodes.length > 0 &&
    nodes.every((node) => node.state !== 'online' || node.unknown === 'no-right')
  )
}

const told = ['resources', 'status', 'tasks', 'ha', 'guestConfigs'] as const
const forbidden = new Set(['pve-refused', 'forbidden'])

/** Parts of the picture that could not be read: what they would show is unknown, not fine. */
export function partTroubles({ cluster }: Picture): Trouble[] {
  return told.flatMap((name) => {
    const error = partOf(cluster, name)?.error
    if (!error) return []
    const place = forbidden.has(error.code) ? ({ to: 'permissions' } as const) : null
    const params = { part: name, said: inSentence(error.message, 160) }
    return [trouble('partUnread', 'unknown', params, { id: `partUnread ${name}`, since: error.since, place })]
  })
}
