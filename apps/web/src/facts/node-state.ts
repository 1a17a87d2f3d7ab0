import type { NodeRow } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import { type StateWords, whyUnknown } from './guest-state.ts'

type Judged = Pick<NodeRow, 'state' | 'unknown' | 'ghost' | 'maintenance' | 'stalledSince'>

export function nodeState(node: Judged, t: T): StateWords {
  const reason = node.unknown === null ? null : whyUnknown(node.unknown, t)
  if (node.ghost) return { mark: 'warn', tone: 'warn', word: t('facts:nodeGhost'), reason }
  if (node.state === 'offline') return { mark: 'critical', tone: 'critical', word: t('facts:node-offline'), reason }
  if (node.state === 'unknown') return { mark: 'unknown', tone: 'unknown', word: t('facts:node-unknown'), reason }
  if (node.stalledSince !== null || node.unknown === 'statistics-stalled')
    return { mark: 'warn', tone: 'warn', word: t('facts:nodeStalled'), reason }
  if (node.maintenance) return { mark: 'frozen', tone: 'frozen', word: t('facts:nodeMaintenance'), reason }
  return { mark: 'ok', tone: 'plain', word: t('facts:node-online'), reason }
}
