import type { ServerResponse } from 'node:http'
import type { LiveMessage } from '@steward/contracts'

/** A reader that lags by more than this is dropped: it reconnects and starts from a full list. */
const maxBacklogBytes = 1_048_576
const heartbeatMs = 20_000

type Stream = { response: ServerResponse; group: string; session: string }

/**
 * The open event streams. A message is serialised once per group of streams that get the same bytes
 * (same feed, same eyes), whatever their number.
 */
export type Hub = {
  open(response: ServerResponse, options: { group: string; session: string; hello: LiveMessage }): void
  publish(group: string, message: LiveMessage): void
  /** Closes the streams of sessions that ended. */
  closeSession(session: string): void
  closeGroup(group: string): void
  /** How many streams of groups that start with this prefix are open. */
  watching(prefix: string): number
  closeAll(): void
}

export function createHub(): Hub {
  const streams = new Set<Stream>()
  const timer = setInterval(() => {
    for (const stream of streams) write(stream, ': still here\n\n')
  }, heartbeatMs)
  timer.unref()

  function write(stream: Stream, chunk: string | Buffer) {
    if (stream.response.writableLength > maxBacklogBytes) {
      streams.delete(stream)
      stream.response.destroy()
      return
    }
    stream.response.write(chunk)
  }
  const end = (stream: Stream) => {
    streams.delete(stream)
    stream.response.end()
  }

  return {
    open(response, { group, session, hello }) {
      const stream = { response, group, session }
      streams.add(stream)
      response.on('close', () => streams.delete(stream))
      response.on('error', () => streams.delete(stream))
      write(stream, frame(hello))
    },
    publish(group, message) {
      let bytes: Buffer | null = null
      for (const stream of streams) {
        if (stream.group !== group) continue
        bytes ??= Buffer.from(frame(message))
        write(stream, bytes)
      }
    },
    closeSession: (session) => [...streams].filter((stream) => stream.session === session).forEach(end),
    closeGroup: (group) => [...streams].filter((stream) => stream.group === group).forEach(end),
    watching: (prefix) => [...streams].filter((stream) => stream.group.startsWith(prefix)).length,
    closeAll() {
      clearInterval(timer)
      for (const stream of streams) end(stream)
    },
  }
}

const frame = (message: LiveMessage) => `data: ${JSON.stringify(message)}\n\n`
