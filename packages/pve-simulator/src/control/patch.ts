import type { AclDescription, GuestDescription, StorageDescription, UserDescription } from '../world/description.ts'
import { addGuest } from '../world/build.ts'
import { makeStorage } from '../world/storage.ts'
import type { World } from '../world/world.ts'
import { fieldsOf, listOf, type Fields } from './input.ts'

const has = (value: unknown, ...names: string[]): boolean => names.every((name) => fieldsOf(value)[name] !== undefined)

const isGuest = (value: unknown): value is GuestDescription => has(value, 'vmid', 'node')
const isStorage = (value: unknown): value is StorageDescription => has(value, 'id', 'type', 'content', 'total')
const isUser = (value: unknown): value is UserDescription => has(value, 'userid')
const isAcl = (value: unknown): value is AclDescription => has(value, 'path', 'ugid', 'roleid')

/** Facts written straight into the world, in the words of a description: what has the same key is replaced. */
export function patchWorld(world: World, body: Fields): void {
  for (const guest of listOf(body, 'guests').filter(isGuest)) addGuest(world, guest)
  for (const storage of listOf(body, 'storages').filter(isStorage))
    world.storages.set(storage.id, makeStorage(storage, world.now()))
  const access = fieldsOf(body.access)
  for (const user of listOf(access, 'users').filter(isUser)) world.access.addUser(user)
  for (const entry of listOf(access, 'acl').filter(isAcl)) world.access.addAcl(entry)
  const remove = fieldsOf(body.remove)
  for (const vmid of listOf(remove, 'guests')) world.guests.delete(Number(vmid))
  for (const id of listOf(remove, 'storages')) world.storages.delete(String(id))
  for (const id of listOf(remove, 'users')) world.access.users.delete(String(id))
  world.access.changed()
  world.touch()
}
