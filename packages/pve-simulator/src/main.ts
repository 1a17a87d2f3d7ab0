import { startControl } from './control/server.ts'
import { help, readOptions, UsageError } from './options.ts'
import { scenarios } from './scenarios/index.ts'
import { Simulator } from './simulator.ts'

async function main(): Promise<void> {
  const names = Object.keys(scenarios)
  const options = readOptions(process.argv.slice(2), names)
  if (options === 'help') {
    console.log(help + names.join(', '))
    return
  }
  const simulator = new Simulator(options)
  const leave = (): never => {
    simulator.stop()
    process.exit(0)
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  await startControl(simulator, options.controlPort)
  console.log(JSON.stringify(await simulator.start()))
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error)
  process.exit(1)
})
