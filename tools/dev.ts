import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** Development: the demo's server with reload on port 8088, and Vite's page server in front of it. */
const root = join(import.meta.dirname, '..')
const children: ChildProcess[] = []

function start(command: string, args: readonly string[], cwd = root) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' })
  children.push(child)
  child.on('exit', (code) => stop(code ?? 0))
}
function stop(code: number) {
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}
process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))

start(process.execPath, [
  '--watch-path=apps/bff/src',
  '--watch-path=packages',
  '--watch-preserve-output',
  'tools/demo.ts',
  ...process.argv.slice(2),
])
start('pnpm', ['-C', 'apps/web', 'dev'])
