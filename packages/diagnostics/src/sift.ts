import type { Facts, GuestConfig } from './facts.ts'
import { inspectedOf, type Inspected } from './guest-lint.ts'
import { remember } from './remember.ts'

/** What a rule looks for in a guest's configuration alone; null where it finds nothing. */
type Look<Held> = (config: GuestConfig) => Held | null
export type Sifted<Held> = { item: Inspected; held: Held }

type Sieve = { kind: 'qemu' | 'lxc' | null; look: Look<unknown> }
type Caught = { sieve: number; held: unknown } | { sieve: number; error: unknown }
type Kept = { found: Sifted<unknown>[]; error: { error: unknown } | null }

const sieves: Sieve[] = []
let walk: ((all: readonly Inspected[]) => readonly Kept[]) | null = null

/**
 * Each configuration goes through all sieves once, and the guests are walked once for all rules: with thousands of them,
 * a walk for each rule is what costs, because most guests have nothing wrong. A sieve that throws fails its own rule only.
 */
function newWalk() {
  const caughtIn = remember((config: GuestConfig): readonly Caught[] =>
    sieves.flatMap(({ look }, sieve): Caught[] => {
      try {
        const held = look(config)
        return held === null ? [] : [{ sieve, held }]
      } catch (error) {
        return [{ sieve, error }]
      }
    }),
  )
  return remember((all: readonly Inspected[]): readonly Kept[] => {
    const kept = sieves.map((): Kept => ({ found: [], error: null }))
    for (const item of all) for (const caught of caughtIn(item.config)) keep(kept, item, caught)
    return kept
  })
}

function keep(kept: readonly Kept[], item: Inspected, caught: Caught): void {
  const kind = sieves[caught.sieve]?.kind ?? null
  const into = kept[caught.sieve]
  if (!into || (kind !== null && kind !== item.guest.kind)) return
  if ('error' in caught) into.error = caught
  else into.found.push({ item, held: caught.held })
}

function addSieve<Held>(kind: Sieve['kind'], look: Look<Held>) {
  const index = sieves.length
  sieves.push({ kind, look })
  // What went through before did not go through this one.
  walk = null
  return (facts: Pick<Facts, 'guests' | 'guestConfigs'>): readonly Sifted<Held>[] => {
    walk ??= newWalk()
    const kept = walk(inspectedOf(facts))[index]
    if (kept?.error) throw kept.error.error
    // Only this sieve has put something under its number.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (kept?.found ?? []) as readonly Sifted<Held>[]
  }
}

/** Guests of any kind in whose configuration `look` finds something, by number. */
export const sift = <Held>(look: Look<Held>) => addSieve(null, look)
/** The same for virtual machines. */
export const siftMachines = <Held>(look: Look<Held>) => addSieve('qemu', look)
/** The same for containers. */
export const siftContainers = <Held>(look: Look<Held>) => addSieve('lxc', look)

/** For looks that answer a list: an empty one is nothing. */
export const some = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)
