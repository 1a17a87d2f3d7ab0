import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { buildApp, type Steward } from './app.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { createLog } from './log.ts'
import { serverTls } from './own-certificate.ts'
import { openDatabase } from './store/database.ts'
import { openSeal } from './store/seal.ts'

/** The process: read the settings, build, listen, stop. Everything that can be said in a sentence ends with one and code 1. */
async function main() {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const database = await openDatabase(config.dataDir)
  const tls = await serverTls(config)
  const webDir = join(import.meta.dirname, '../../web/dist')
  const steward = await buildApp({
    config,
    clock: systemClock,
    log,
    database,
    seal: openSeal(config.dataDir, config.keyFile),
    tls,
    webDir,
    build: buildOf(webDir),
  })
  stopOnSignal(steward)
  try {
    await steward.app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await steward.close()
    throw asConfigError(error, config)
  }
  greet(config, steward, tls !== null)
}

function greet(config: Config, steward: Steward, secure: boolean) {
  const address = steward.app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  const url = `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  const code = steward.door.code()
  console.log(`\n  Steward is at ${url}\n`)
  if (code !== null) console.log(`  First start. Open ${url}/setup and enter this code:\n\n      ${code}\n`)
  else
    console.log(
      `  Should PVE be unable to sign anybody in, this code opens a read-only view: ${steward.terminal.current()}\n`,
    )
}

function stopOnSignal(steward: Steward) {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(0)
    stopping = true
    void steward.close().finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Changes with each build of the web app, so that an open page can offer to reload itself. */
function buildOf(webDir: string): string {
  const index = join(webDir, 'index.html')
  return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex').slice(0, 12) : 'none'
}

function asConfigError(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return new ConfigError(
      `Port ${config.port} on ${config.host} is already in use. Stop the other program, or set STEWARD_PORT to another number.`,
    )
  if (code === 'EACCES')
    return new ConfigError(`This user may not listen on port ${config.port}. Set STEWARD_PORT to a number above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError(
      `This machine has no address "${config.host}". Set STEWARD_HOST to one that it has, or to 0.0.0.0 for all.`,
    )
  return error
}

try {
  await main()
} catch (error) {
  console.error(error instanceof ConfigError ? `\n${error.message}\n` : error)
  process.exit(1)
}
