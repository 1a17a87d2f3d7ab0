import type { ServerResponse } from 'node:http'
import type { LiveMessage } from '@steward/contracts'

/** A reader that lags by more than this is dropped: it reconnects and starts from a full list. */
const maxBacklogBytes = 1_048_576
const heartbeatMs = 20_000

/** One page keeps one stream open while it can be seen; a session with more than this is no person. */
const maxPerSession = 24

type Stream = { response: ServerResponse; group: string; session: string; person: Person | null }
/** Whose rights the eyes of a stream were made from. */
export type Person = { cluster: string; user: string }

/**
 * The open event streams. A message is serialised once per group of streams that get the same bytes
 * (same feed, same eyes), whatever their number.
 */
export type Hub = {
  open(
    response: ServerResponse,
    options: { group: string; session: string; person: Person | null; hello: LiveMessage },
  ): void
  /** Whether this session has as many streams as it may. */
  isFull(session: string): boolean
  publish(group: string, message: LiveMessage): void
  /** Closes the streams of sessions that ended. */
  closeSession(session: string): void
  /** Closes what this person has open, because their rights are others now: they come back with their new eyes. */
  closePerson(person: Person): void
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
    isFull: (session) => [...streams].filter((stream) => stream.session === session).length >= maxPerSession,
    open(response, { group, session, person, hello }) {
      const stream = { response, group, session, person }
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
    closePerson: ({ cluster, user }) =>
      [...streams]
        .filter(({ person }) => person !== null && person.cluster === cluster && person.user === user)
        .forEach(end),
    closeGroup: (group) => [...streams].filter((stream) => stream.group === group).forEach(end),
    watching: (prefix) => [...streams].filter((stream) => stream.group.startsWith(prefix)).length,
    closeAll() {
      clearInterval(timer)
      for (const stream of streams) end(stream)
    },
  }
}

const frame = (message: LiveMessage) => `data: ${JSON.stringify(message)}\n\n`
