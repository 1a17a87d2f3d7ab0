import { emptyPicture, type Picture } from '@steward/snapshot'
import type { GuestRow, NodeRow, StorageRow, TaskRow } from '@steward/contracts'
import { z } from 'zod'

const row = <T extends { id: string }>() =>
  z.custom<T>((value) => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
const Packed = z.object({
  format: z.literal(1),
  guests: z.array(row<GuestRow>()),
  nodes: z.array(row<NodeRow>()),
  storages: z.array(row<StorageRow>()),
  tasks: z.array(row<TaskRow>()),
  stoppedByPerson: z.array(z.string()),
  startsAtBoot: z.array(z.tuple([z.string(), z.boolean(), z.number()])),
})

/** The last picture as text, so that after a restart the last known facts are there even while PVE is away. */
export function packPicture(
  picture: Picture,
  configs: ReadonlyMap<string, { startsAtBoot: boolean; readAt: number }>,
): string {
  return JSON.stringify({
    format: 1,
    guests: [...picture.guests.values()],
    nodes: [...picture.nodes.values()],
    storages: [...picture.storages.values()],
    tasks: [...picture.tasks.values()],
    stoppedByPerson: [...picture.memory.stoppedByPerson],
    startsAtBoot: [...configs].map(([id, config]) => [id, config.startsAtBoot, config.readAt]),
  })
}

/** null when it was written in another format: then the facts simply start empty. */
export function unpackPicture(stored: { at: number; text: string }) {
  const parsed = Packed.safeParse(JSON.parse(stored.text))
  if (!parsed.success) return null
  const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((item) => [item.id, item]))
  const { guests, nodes, storages, tasks, stoppedByPerson, startsAtBoot } = parsed.data
  const picture: Picture = {
    ...emptyPicture,
    guests: byId(guests),
    nodes: byId(nodes),
    storages: byId(storages),
    tasks: byId(tasks),
    memory: { ...emptyPicture.memory, stoppedByPerson: new Set(stoppedByPerson) },
  }
  return {
    picture,
    readAt: stored.at,
    gathered: {
      guestConfigs: new Map(startsAtBoot.map(([id, starts, readAt]) => [id, { startsAtBoot: starts, readAt }])),
    },
  }
}
