import type { LifeDescription } from './description.ts'
import type { World } from './world.ts'

/** Tasks that come and go by themselves, as on any machine that is lived with. */
export function startLife(_world: World, _life: readonly LifeDescription[]): void {}
