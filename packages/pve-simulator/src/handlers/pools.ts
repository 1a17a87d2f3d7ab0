import type { Call, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import { needUserFile } from './access.ts'
import { nameOf } from '../world/guest.ts'
import type { Pool } from '../access/store.ts'

type Row = Record<string, unknown>

const rowOf = (poolid: string, pool: Pool): Row => ({
  poolid,
  ...(pool.comment === undefined ? {} : { comment: pool.comment }),
})

function list(call: Call): Row[] {
  const wanted = call.text('poolid')
  return [...call.world.access.pools]
    .filter(([id]) => (wanted === undefined || wanted === id) && call.may(`/pool/${id}`, 'Pool.Audit'))
    .map(([id, pool]) => ({ ...rowOf(id, pool), ...(wanted === undefined ? {} : { members: members(call, pool) }) }))
}

function members(call: Call, pool: Pool): Row[] {
  const { world } = call
  const guests = [...pool.guests].flatMap((vmid) => {
    const guest = world.guests.get(vmid)
    return guest
      ? [
          {
            id: `${guest.type}/${vmid}`,
            type: guest.type,
            vmid,
            node: guest.node,
            name: nameOf(guest),
            status: guest.state === 'stopped' ? 'stopped' : 'running',
          },
        ]
      : []
  })
  const storages = [...pool.storages].map((storage) => ({
    id: `storage/${call.node.name}/${storage}`,
    type: 'storage',
    storage,
    node: call.node.name,
  }))
  return [...guests, ...storages]
}

function poolOf(call: Call): Pool {
  const pool = call.world.access.pools.get(call.needed('poolid'))
  if (!pool) throw failure(`pool '${call.needed('poolid')}' does not exist`)
  return pool
}

async function add(call: Call): Promise<null> {
  const id = call.needed('poolid')
  await needUserFile(call, 'create pool failed')
  if (call.world.access.pools.has(id)) throw failure(`create pool failed: pool '${id}' already exists`)
  call.world.access.pools.set(id, { comment: call.text('comment'), guests: new Set(), storages: new Set() })
  call.world.access.changed()
  return null
}

async function update(call: Call): Promise<null> {
  await needUserFile(call, 'update pools failed')
  const pool = poolOf(call)
  pool.comment = call.text('comment') ?? pool.comment
  const remove = call.flag('delete')
  for (const vmid of call.list('vms').map(Number)) change(call, pool.guests, vmid, remove)
  for (const storage of call.list('storage')) change(call, pool.storages, storage, remove)
  call.world.access.changed()
  call.world.touch()
  return null
}

function change<T extends string | number>(call: Call, set: Set<T>, member: T, remove: boolean): void {
  if (remove && !set.delete(member)) throw failure(`update pools failed: VM ${member} is not a pool member`)
  if (remove) return
  const other = typeof member === 'number' ? call.world.access.poolOf(member) : undefined
  if (other !== undefined && !call.flag('allow-move'))
    throw failure(`update pools failed: VM ${member} belongs already to pool '${other}' and 'allow-move' is not set`)
  if (other !== undefined && typeof member === 'number') call.world.access.pools.get(other)?.guests.delete(member)
  set.add(member)
}

async function remove(call: Call): Promise<null> {
  await needUserFile(call, 'delete pool failed')
  const pool = poolOf(call)
  const id = call.needed('poolid')
  if (pool.guests.size > 0 || pool.storages.size > 0) throw failure(`delete pool failed: pool '${id}' is not empty`)
  call.world.access.pools.delete(id)
  call.world.access.changed()
  return null
}

export const poolHandlers: Handlers = {
  'GET /pools': list,
  'POST /pools': add,
  'PUT /pools': update,
  'DELETE /pools': remove,
  'GET /pools/{poolid}': (call) => ({
    ...rowOf(call.needed('poolid'), poolOf(call)),
    members: members(call, poolOf(call)),
  }),
  'PUT /pools/{poolid}': update,
  'DELETE /pools/{poolid}': remove,
}
