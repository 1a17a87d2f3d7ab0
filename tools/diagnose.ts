import { PveError } from '@steward/pve-client'
import { seconds, systemClock } from '../apps/bff/src/clock.ts'
import { judgeOnce, type Judgement } from '../apps/bff/src/diagnosis/judge-once.ts'
import { readOnce } from '../apps/bff/src/readers/read-once.ts'
import { connect, explain } from './diagnose/connect.ts'
import { CannotCheck, help, readOptions, type Options } from './diagnose/options.ts'
import { safeText } from './diagnose/safe-text.ts'
import { asJson, asText } from './diagnose/print.ts'

/** One reading of a cluster and all rules over it, at the command line. See `--help`. */
const couldNotCheck = 3

async function diagnose(options: Options): Promise<Judgement> {
  const { api, transport } = await connect(options)
  try {
    const source = await readOnce({ api, transport, clock: systemClock, guests: options.guests })
    return judgeOnce(source, options.profile, seconds(systemClock))
  } finally {
    await transport.close()
  }
}

const exitOf = ({ roots }: Judgement) =>
  Math.max(0, ...roots.map(({ cause }) => ({ critical: 2, warning: 1, notice: 0 })[cause.severity]))

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(help)
    return 0
  }
  try {
    const judgement = await diagnose(options)
    process.stdout.write(`${await (options.json ? asJson(judgement, options) : asText(judgement, options))}\n`)
    return exitOf(judgement)
  } catch (error) {
    const [first] = options.endpoints
    throw error instanceof PveError && first ? await explain(error, first) : error
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  // A defect of ours is no finding either: its exit status must not look like one, nor its text reach the terminal raw.
  const told =
    error instanceof CannotCheck
      ? error.message
      : `Steward failed: ${safeText(error instanceof Error ? (error.stack ?? error.message) : String(error), 4000)}`
  process.stderr.write(`${told}\n`)
  process.exitCode = couldNotCheck
}
