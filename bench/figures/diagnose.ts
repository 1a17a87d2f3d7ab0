import { fold, rules, runRules, type Parts } from '@steward/diagnostics'
import { createApi, createTransport } from '@steward/pve-client'
import { nothingObserved, observe } from '../../apps/bff/src/diagnosis/observe.ts'
import { newPartsMemory, partsOf, type Source } from '../../apps/bff/src/diagnosis/parts.ts'
import { readOnce } from '../../apps/bff/src/readers/read-once.ts'
import { seconds, systemClock } from '../../apps/bff/src/clock.ts'
import { alternate, atMost, type Benchmark } from '../figure.ts'
import { resourcesText, withWorld } from '../world.ts'

// A run is short, and a pause of the garbage collector long against it.
const warmUp = 10
const rounds = 75

/** All rules over everything that is read of 5,000 guests, and whether they take more time per guest than for a tenth. */
export const diagnose: Benchmark = {
  figures: ['diagnose.ratio-5000', 'diagnose.growth'],
  run: () =>
    withWorld('large', async (simulator) => {
      const text = await resourcesText(simulator)
      const transport = createTransport({ endpoints: simulator.nodes })
      const api = createApi(transport, { kind: 'token', token: simulator.readingToken })
      const whole = await readOnce({ api, transport, clock: systemClock, guests: Number.POSITIVE_INFINITY })
      await transport.close()
      const large = judging(whole)
      const small = judging(tenthOf(whole))
      alternate(large.run, small.run, warmUp)
      const against = alternate(large.run, () => JSON.parse(text), rounds)
      const growth = alternate(large.run, small.run, rounds)
      return [
        atMost('diagnose.ratio-5000', against.one / against.two, 3),
        atMost('diagnose.growth', growth.one / large.guests / (growth.two / small.guests), 1.2),
      ]
    }),
}

function judging(source: Source) {
  const now = seconds(systemClock)
  const parts: Parts = partsOf(source, observe(nothingObserved, source.picture(), now), newPartsMemory())
  const none = new Map<string, never>()
  const settings = { profile: 'home', now, switches: none, thresholds: none, ignores: () => false } as const
  const run = () => {
    const outcomes = runRules(rules, withNewLists(parts), settings)
    return fold(outcomes.flatMap((outcome) => (outcome.state === 'found' ? outcome.findings : [])))
  }
  const silent = runRules(rules, parts, settings).filter(({ state }) => state === 'crashed' || state === 'not-checked')
  // A rule that did not run would make the figure too good.
  if (silent.length > 0) throw new Error(`rules that did not run: ${silent.map(({ rule }) => rule).join(', ')}`)
  return { run, guests: source.picture().guests.size }
}

/**
 * The lists as after another reading: what the rules remember of the last ones must not count as work done. What is
 * read guest by guest stays, as it does in a running Steward between two sweeps.
 */
const withNewLists = (parts: Parts): Parts => ({
  ...parts,
  guests: anew(parts.guests),
  nodes: anew(parts.nodes),
  storages: anew(parts.storages),
  tasks: anew(parts.tasks),
})

const anew = <T>(part: T): T => {
  if (typeof part !== 'object' || part === null || !('value' in part) || !Array.isArray(part.value)) return part
  return { ...part, value: part.value.map((row: object) => ({ ...row })) }
}

/** The same world with a tenth of its nodes, and what belongs to them: about 500 guests. */
function tenthOf(source: Source): Source {
  const picture = source.picture()
  const names = new Set([...picture.nodes.keys()].toSorted().slice(0, Math.round(picture.nodes.size / 10)))
  const guests = pick(picture.guests, (_, guest) => names.has(guest.node))
  const small = {
    ...picture,
    guests,
    nodes: pick(picture.nodes, (name) => names.has(name)),
    storages: pick(picture.storages, (_, storage) => names.has(storage.node)),
    tasks: pick(picture.tasks, (_, task) => names.has(task.node)),
  }
  const gathered = source.gathered()
  const facts: typeof gathered.facts = new Map(
    [...gathered.facts].map(([name, store]) => {
      const here = (key: string) => key === '*' || names.has(key) || guests.has(key)
      return [name, { ...store, read: new Map(pick(store.read, here)), missing: new Map(pick(store.missing, here)) }]
    }),
  )
  return { ...source, picture: () => small, gathered: () => ({ ...gathered, facts }) }
}

const pick = <T>(map: ReadonlyMap<string, T>, wanted: (key: string, value: T) => boolean): ReadonlyMap<string, T> =>
  new Map([...map].filter(([key, value]) => wanted(key, value)))
