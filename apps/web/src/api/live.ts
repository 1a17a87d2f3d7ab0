import type { LiveMessage } from '@steward/contracts'
import { useEffect, useSyncExternalStore } from 'react'
import { applyLive } from './apply-live.ts'
import { serverNow } from './clock.ts'
import { queryClient } from './query.ts'

/** `lost` since when; `paused` while the tab is hidden. */
export type StreamState = { state: 'idle' | 'connecting' | 'open' | 'paused' } | { state: 'lost'; since: number }

const closeAfterHiddenMs = 30_000
const reopenAfterMs = 3000

let state: StreamState = { state: 'idle' }
let source: EventSource | undefined
let cluster: string | null = null
let build: string | null = null
let hideTimer: ReturnType<typeof setTimeout> | undefined
let reopenTimer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: StreamState): void {
  if (next.state === 'lost' && state.state === 'lost') return
  state = next
  for (const listener of listeners) listener()
}

function open(): void {
  if (cluster === null || source) return
  if (state.state !== 'lost') set({ state: 'connecting' })
  const opened = new EventSource(`/api/clusters/${encodeURIComponent(cluster)}/live`)
  const of = cluster
  source = opened
  opened.addEventListener('open', () => set({ state: 'open' }))
  opened.addEventListener('message', (event: MessageEvent<string>) => {
    const message: LiveMessage = JSON.parse(event.data)
    const told = applyLive(queryClient, of, message)
    if (told === null) return
    // A server that was updated speaks another contract: this page is then too old for it.
    if (build !== null && build !== told) location.reload()
    build = told
  })
  opened.addEventListener('error', () => {
    set({ state: 'lost', since: serverNow() })
    // A refusal closes the stream for good; the browser itself only repeats lost connections.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return
    close()
    void queryClient.invalidateQueries({ queryKey: ['readSession'] })
    reopenTimer = setTimeout(open, reopenAfterMs)
  })
}

function close(): void {
  source?.close()
  source = undefined
  clearTimeout(reopenTimer)
}

function onVisibility(): void {
  clearTimeout(hideTimer)
  if (document.visibilityState === 'visible') return open()
  hideTimer = setTimeout(() => {
    close()
    set({ state: 'paused' })
  }, closeAfterHiddenMs)
}

/** Keeps the stream of this cluster open while the tab can be seen. Used once, by the shell. */
export function useLiveStream(of: string | null): void {
  useEffect(() => {
    if (of === null) return
    cluster = of
    open()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      clearTimeout(hideTimer)
      close()
      cluster = null
      set({ state: 'idle' })
    }
  }, [of])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useStreamState = (): StreamState => useSyncExternalStore(subscribe, () => state)
