import type { NodeRow } from '@steward/contracts'
import { serverNow } from '../../api/clock.ts'
import { fullFrom } from '../overview/troubles/storages.ts'
import { share } from '../overview/troubles/nodes.ts'
import { stateOf } from './arrange.ts'
import { certificateState } from './certificates.ts'
import { needsHand, serviceState } from './services.ts'
import type { NodeParts } from './use-node-parts.ts'

type Worst = 'fine' | 'warn' | 'critical' | 'unknown'
const memoryFullFrom = 0.95

export const isFailing = (health: string | undefined): boolean =>
  health !== undefined && !/^(PASSED|OK|UNKNOWN)$/i.test(health)

/** Where the level under the name stands: it must not rest in the middle above a section in red. */
export function worstOf(node: NodeRow, parts: NodeParts): Worst {
  const state = stateOf(node)
  if (state === 'away') return 'critical'
  if (parts.disks.data?.data.some(({ health }) => isFailing(health))) return 'critical'
  if (parts.services.data?.data.some((service) => needsHand(serviceState(service)))) return 'critical'
  const certificates = parts.certificates.data?.data.map((one) => certificateState(one.notafter, serverNow()).state)
  if (certificates?.includes('over')) return 'critical'
  if (state === 'unknown') return 'unknown'
  if (state === 'ghost' || state === 'stalled' || certificates?.includes('soon')) return 'warn'
  if ((share(node.rootUsed, node.rootMax) ?? 0) >= fullFrom) return 'warn'
  if ((share(node.memory, node.memoryMax) ?? 0) >= memoryFullFrom) return 'warn'
  return node.unknown === null ? 'fine' : 'unknown'
}
