import type { NodeRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'
import type { ByKey, Facts, Read, ReplicationJob } from './facts.ts'
import { readOnline } from './node-facts.ts'

export type ListedJob = {
  job: ReplicationJob
  part: Read<readonly ReplicationJob[]>
  guest: string
  source: string
  target: NodeRow | undefined
  subject: Subject
}

/** The jobs of the nodes that are online; each node lists those of which it is the source. */
export function jobsOf(part: ByKey<readonly ReplicationJob[]>, nodes: Facts['nodes']): ListedJob[] {
  const byName = new Map(nodes.value.map((node) => [node.name, node]))
  return readOnline(part, nodes).flatMap(({ node, part: read }) =>
    read.value
      .filter((job) => job.source === undefined || job.source === node.name)
      .map((job) => ({
        job,
        part: read,
        guest: String(job.guest ?? job.id.split('-')[0] ?? ''),
        source: node.name,
        target: job.target === undefined ? undefined : byName.get(job.target),
        subject: { kind: 'job' as const, id: job.id },
      })),
  )
}

/** A target that is away for the moment is told as such; the job only waits for it. */
export const waitsForTarget = ({ target }: ListedJob) => target !== undefined && target.state === 'offline'
