import { diagnose } from './figures/diagnose.ts'
import { fanout } from './figures/fanout.ts'
import { guests } from './figures/guests.ts'
import { memory, requests, startTime } from './figures/process.ts'
import { runs } from './figures/runs.ts'
import { liveBytes, snapshotBuild } from './figures/snapshot.ts'
import { webList, webSize } from './figures/web.ts'

/**
 * Prints one JSON line per figure. `--only NAME` runs the benchmark that measures it. Ratios are measured within one run,
 * because machines differ and are noisy; nothing here fails by itself, a reader compares value and bound.
 */
const all = [webSize, snapshotBuild, liveBytes, diagnose, fanout, startTime, guests, webList, runs, memory, requests]
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined
const chosen = only === undefined ? all : all.filter((benchmark) => benchmark.figures.includes(only))
if (chosen.length === 0) {
  console.error(`There is no figure "${only}". There are: ${all.flatMap((benchmark) => benchmark.figures).join(', ')}`)
  process.exit(1)
}
for (const benchmark of chosen) for (const figure of await benchmark.run()) console.log(JSON.stringify(figure))
process.exit(0)
