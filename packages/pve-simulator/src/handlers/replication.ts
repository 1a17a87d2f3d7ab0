import type { Call, Handlers } from '../protocol/context.ts'
import type { ReplicationDescription } from '../world/description.ts'
import { isSeen } from '../world/node.ts'

type Row = Record<string, unknown>

const replication = (call: Call): Row[] =>
  call.world.replications
    .filter((job) => job.source === call.node.name)
    .map((job) => {
      const lastTry = call.world.seconds() - (job.lastTryAge ?? 400)
      return {
        id: job.id,
        guest: job.guest,
        source: job.source,
        target: job.target,
        schedule: job.schedule ?? '*/15',
        type: 'local',
        jobnum: job.id.split('-')[1] ?? '0',
        vmtype: call.world.guests.get(job.guest)?.type ?? 'qemu',
        last_sync: call.world.seconds() - (job.lastSyncAge ?? 400),
        last_try: lastTry,
        next_sync: nextSync(call, job, lastTry),
        ...(job.disable ? { disable: 1 } : {}),
        duration: 4.2,
        fail_count: job.fail_count ?? 0,
        ...(job.error === undefined ? {} : { error: job.error }),
      }
    })

/** After failures a job waits longer each time, and for ever while its target is away (pve-guest-common: src/PVE/ReplicationState.pm). */
function nextSync({ world, node }: Call, job: ReplicationDescription, lastTry: number): number {
  const failures = job.fail_count ?? 0
  if (failures > 0) {
    const target = world.nodes.get(job.target)
    return target?.member && isSeen(node, target) ? lastTry + 60 * (failures <= 3 ? 5 * failures : 30) : 0
  }
  const every = 60 * Number(/^\*\/(\d+)$/.exec(job.schedule ?? '')?.[1] ?? 15)
  return (Math.floor(lastTry / every) + 1) * every
}

export const replicationHandlers: Handlers = { 'GET /nodes/{node}/replication': replication }
