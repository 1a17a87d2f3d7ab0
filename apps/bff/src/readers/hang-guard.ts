import { PveError } from '@steward/pve-client'
import { AppError } from '../app-error.ts'

/**
 * Keeps Steward from making a bad night worse. A call that touches a storage or a guest blocks one of a node's three API
 * workers for as long as the storage hangs; three of them take down the node's whole API, sign-in included
 * (docs/pve-behaviour.md, storage hangs). So there is at most one slow call per node at a time, and after one that hung
 * none is made on that node until the node's own figures move again.
 */
export type HangGuard = {
  run<T>(node: string, call: () => Promise<T>): Promise<T>
  /** Since when the node rests; null when it does not. */
  restingSince(node: string): number | null
}

const maxWaiting = 4

export function createHangGuard(deps: { now(): number; figuresMovedAt(node: string): number | null }): HangGuard {
  const queues = new Map<string, { tail: Promise<unknown>; waiting: number }>()
  const hungAt = new Map<string, number>()

  function restingSince(node: string): number | null {
    const since = hungAt.get(node)
    if (since === undefined) return null
    const moved = deps.figuresMovedAt(node)
    // One whole statistics cycle must have passed: the figures of the cycle that was under way prove nothing.
    if (moved !== null && moved * 1000 > since + 12_000) {
      hungAt.delete(node)
      return null
    }
    return since
  }

  const refuse = (node: string) =>
    new AppError(
      'pve-resting',
      `A call to ${node} hung. Steward does not repeat it until the node's own figures move again.`,
    )

  return {
    restingSince,
    async run(node, call) {
      if (restingSince(node) !== null) throw refuse(node)
      const queue = queues.get(node) ?? { tail: Promise.resolve(), waiting: 0 }
      queues.set(node, queue)
      if (queue.waiting >= maxWaiting)
        throw new AppError('too-many-requests', `Several slow calls to ${node} are already waiting.`)
      queue.waiting += 1
      const turn = queue.tail.then(async () => {
        // Somebody before us in the queue may have found out that the node hangs.
        if (restingSince(node) !== null) throw refuse(node)
        return call()
      })
      queue.tail = turn.catch(() => undefined)
      try {
        return await turn
      } catch (error) {
        if (hung(error)) hungAt.set(node, deps.now())
        throw error
      } finally {
        queue.waiting -= 1
      }
    },
  }
}

/** No answer in time, from the node or from its own daemon (596 after 30 s). */
const hung = (error: unknown) => error instanceof PveError && (error.kind === 'timeout' || error.status === 596)
