import { useSyncExternalStore } from 'react'

// The server's clock counts: a wrong clock in a tablet must not make fresh facts look old.
let offsetSeconds = 0
let now = Math.floor(Date.now() / 1000)
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

export const serverNow = (): number => Math.floor(Date.now() / 1000 + offsetSeconds)

export function setServerTime(serverSeconds: number): void {
  offsetSeconds = serverSeconds - Date.now() / 1000
  tick()
}

function tick(): void {
  now = serverNow()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The server's time in Unix seconds; renders again each second. For small parts only. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)

/** Whether something holds as time goes on. Renders again only when the answer changes. */
export const useAsTimeGoes = (holds: (now: number) => boolean): boolean =>
  useSyncExternalStore(subscribe, () => holds(now))
