import type { ReplicationJob } from '../facts.ts'
import { byKey, node, now, read } from './facts.ts'

export const job = (more: Partial<ReplicationJob> = {}): ReplicationJob => ({
  id: '100-0',
  guest: 100,
  source: 'alder',
  target: 'birch',
  schedule: '*/15',
  last_sync: now - 400,
  last_try: now - 400,
  next_sync: now + 500,
  fail_count: 0,
  ...more,
})
export const jobs = (list: readonly ReplicationJob[], target: 'online' | 'offline' = 'online', ghost = false) => ({
  nodes: read([node('alder'), node('birch', { state: target, ghost })]),
  nodeReplication: byKey({ alder: list }),
})
