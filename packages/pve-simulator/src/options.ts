import { parseArgs } from 'node:util'
import type { PveVersion } from './world/description.ts'

export interface Options {
  readonly scenario: string
  readonly port: number
  readonly controlPort: number
  readonly speed: number
  readonly pve: PveVersion
  /** How many guests the scenario `large` has. */
  readonly guests?: number | undefined
  /** File of the forced command that each node's SSH port runs; without it there are no such ports. */
  readonly dispatcher?: string | undefined
}

export const help = `A Proxmox VE that is not one: an HTTPS API per node on 127.0.0.1, for tests and demonstrations.

  node packages/pve-simulator/src/main.ts [options]

  --scenario NAME      which world (home-lab)
  --port N             port of the first node, the others follow; 0 takes free ones (0)
  --control-port N     plain HTTP port for moving the world (0)
  --speed N            tasks and timeouts take 1/N of their time; stamps and statistics keep theirs (1)
  --pve 9.2|8.4        which version it plays (9.2)
  --dispatcher FILE    opens an SSH port per node that runs this forced command (none)
  --guests N           how many guests the scenario large has (5000)

Scenarios: `

/** A sentence for the person at the terminal, not a bug. */
export class UsageError extends Error {}

export const isPve = (text: string): text is PveVersion => text === '9.2' || text === '8.4'

export function readOptions(args: readonly string[], scenarios: readonly string[]): Options | 'help' {
  const { values } = parse(args)
  if (values.help) return 'help'
  const scenario = values.scenario ?? 'home-lab'
  if (!scenarios.includes(scenario))
    throw new UsageError(`There is no scenario "${scenario}". There are: ${scenarios.join(', ')}.`)
  const pve = values.pve ?? '9.2'
  if (!isPve(pve)) throw new UsageError(`--pve takes 9.2 or 8.4, not "${pve}".`)
  const speed = number(values.speed ?? '1', '--speed')
  if (speed <= 0) throw new UsageError('--speed must be more than 0.')
  return {
    scenario,
    pve,
    speed,
    port: number(values.port ?? '0', '--port'),
    dispatcher: values.dispatcher,
    controlPort: number(values['control-port'] ?? '0', '--control-port'),
    guests: values.guests === undefined ? undefined : wholeNumber(values.guests, '--guests'),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string' },
        port: { type: 'string' },
        'control-port': { type: 'string' },
        speed: { type: 'string' },
        pve: { type: 'string' },
        guests: { type: 'string' },
        dispatcher: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function number(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isFinite(value)) throw new UsageError(`${name} takes a number, not "${text}".`)
  return value
}

function wholeNumber(text: string, name: string): number {
  const value = number(text, name)
  if (!Number.isInteger(value) || value < 0) throw new UsageError(`${name} takes a whole number, not "${text}".`)
  return value
}
