import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules, subjectKey, type Judged, type Subject } from '@steward/diagnostics'
import { describe, expect, test } from 'vitest'
import { watch, type Judge, type Watcher, type WatchOptions } from '../testing/watcher.ts'
import type { Judgement } from './judge-once.ts'

/**
 * What is found in each simulated world, against golden/<name>.json: a new rule that also speaks where nothing is wrong, or
 * an old one that falls silent, shows here. After an intended change write the files again with
 *
 *   STEWARD_GOLDEN=write vitest run apps/bff/src/diagnosis/golden.test.ts
 *
 * and read the difference before it is committed.
 */
const folder = join(import.meta.dirname, 'golden')
const writing = process.env['STEWARD_GOLDEN'] === 'write'
const hour = 3600
const day = 86_400

type Visit = WatchOptions & { looks: readonly Look[] }
/** One reading. Those without a name are only remembered. */
type Look = { name?: string; after?: number; first?: (watcher: Watcher) => Promise<unknown> }

/** Every world as it begins; some also later, because PVE does not tell since when something stands. */
const later: Readonly<Record<string, readonly Look[]>> = {
  'stale-locks': [
    { name: 'stale-locks, 8 hours later', after: 8 * hour },
    { name: 'stale-locks, 15 days later', after: 15 * day },
  ],
  // The figures of one more round come through, then none.
  'dead-storage': [{ after: 20 }, { name: 'dead-storage, two minutes later', after: 100 }],
  'half-repaired': [{ name: 'half-repaired, an hour later', after: hour }],
  neglected: [
    ...Array.from({ length: 7 }, () => ({ after: 12 * hour })),
    { name: 'neglected, 4 days later', after: 12 * hour },
  ],
}

/** What depends on how Steward is connected, on PVE's version, or passes within seconds. */
const special: readonly Visit[] = [
  { scenario: 'healthy', addresses: 1, looks: [{ name: 'healthy, by one address' }] },
  { scenario: 'single-node', args: ['--pve', '8.4'], looks: [{ name: 'single-node, on 8.4' }] },
  {
    scenario: 'joinable',
    // A cluster is made within three seconds; here it takes a minute.
    args: ['--speed', '0.05'],
    looks: [
      {
        name: 'joinable, while the cluster is made',
        first: async (watcher) =>
          (await watcher.root()).callRaw({ method: 'POST', path: '/cluster/config', args: { clustername: 'home' } }),
      },
    ],
  },
]

/** The simulated load follows the hour of the day, so what these say differs between two runs. */
const ofTheMoment = new Set(['node-cpu-high', 'node-iowait-high'])

const scenarios = scenarioNames()
const visits: readonly Visit[] = [
  ...scenarios.map((scenario) => ({ scenario, looks: [{ name: scenario }, ...(later[scenario] ?? [])] })),
  ...special,
]
const names = visits.flatMap(({ looks }) => looks.flatMap(({ name }) => name ?? []))
const fileOf = (name: string) => join(folder, `${name.replaceAll(/[^\w.]+/g, '-')}.json`)

/** The simulator is a process and no library: it says itself which worlds it has. */
function scenarioNames(): string[] {
  const script = join(import.meta.dirname, '../../../../packages/pve-simulator/src/main.ts')
  const text = execFileSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
  return (
    /Scenarios: (.*)/
      .exec(text)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? []
  )
}

/** A UPID holds a process id and a time that are others in each run. */
const nameOf = (subject: Subject) =>
  subjectKey(subject).replace(/UPID:([^:]*):[^:]*:[^:]*:[^:]*:([^:]*):([^:]*):.*/, 'UPID:$1:$2:$3')
const line = ({ rule, subject, severity }: Judged) => `${rule} ${nameOf(subject)} ${severity}`
const linesOf = ({ roots }: Judgement) =>
  roots
    .flatMap(({ cause, folded }) => [
      line(cause),
      ...folded.map((finding) => `${line(finding)}, follows from ${cause.rule} ${nameOf(cause.subject)}`),
    ])
    .filter((text) => !ofTheMoment.has(text.split(' ')[0] ?? ''))

/** What is found at home, and what is found in production only or is graver there. */
function told(judge: Judge): string[] {
  const home = judge('home')
  const production = judge('production')
  expect([...home.outcomes, ...production.outcomes].filter(({ state }) => state === 'crashed')).toEqual([])
  const atHome = new Set(linesOf(home))
  const more = linesOf(production).filter((text) => !atHome.has(text))
  return [...atHome, ...more.map((text) => `${text}, in production`)].toSorted()
}

const goldenLines = (name: string): string[] => JSON.parse(readFileSync(fileOf(name), 'utf8'))

describe('each simulated world', () => {
  test.each(visits.map((visit) => [visit.looks[0]?.name, visit] as const))('%s', async (_, visit) => {
    const watcher = await watch(visit)
    try {
      for (const { name, after = 0, first } of visit.looks) {
        await first?.(watcher)
        await watcher.wait(after)
        const found = told(await watcher.look())
        if (name === undefined) continue
        if (writing) writeFileSync(fileOf(name), `${JSON.stringify(found, null, 2)}\n`)
        expect(found, name).toEqual(goldenLines(name))
      }
    } finally {
      await watcher.end()
    }
  })
})

test('there is a file for each look and none for one that is gone', () => {
  expect(scenarios.length).toBeGreaterThan(10)
  expect(Object.keys(later).filter((scenario) => !scenarios.includes(scenario))).toEqual([])
  expect(readdirSync(folder).toSorted()).toEqual(names.map((name) => fileOf(name).slice(folder.length + 1)).toSorted())
})

test('where nothing is wrong, nothing is found', () => {
  expect(goldenLines('healthy')).toEqual([])
})

test('every rule speaks in some world', () => {
  const fired = new Set(names.flatMap(goldenLines).map((text) => text.split(' ')[0]))
  expect(rules.map((rule) => rule.id).filter((id) => !fired.has(id) && !ofTheMoment.has(id))).toEqual([])
})
