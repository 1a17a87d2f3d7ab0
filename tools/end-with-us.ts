import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()

const endAll = () => {
  for (const child of children) child.kill('SIGTERM')
}

let listens = false
function listen() {
  if (listens) return
  listens = true
  process.on('exit', endAll)
  // A test runner has its own way to end after Ctrl-C; the children must not outlive it in any case.
  process.on('SIGINT', endAll)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      endAll()
      process.exit(1)
    })
}

/** A process that must not be left behind when tests are interrupted. */
export function endWithUs(child: ChildProcess): void {
  listen()
  children.add(child)
  child.once('exit', () => children.delete(child))
}
