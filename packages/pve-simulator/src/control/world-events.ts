import type { World } from '../world/world.ts'
import type { Fields } from './input.ts'

export type WorldEvent = (world: World, body: Fields) => unknown

export const worldEvents: Readonly<Record<string, WorldEvent>> = {}
