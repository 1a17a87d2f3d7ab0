import type { FastifyBaseLogger } from 'fastify'
import { pino, stdSerializers, type Logger } from 'pino'

export type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error' | 'debug'>

/**
 * One JSON line per event. Only small chosen objects are logged, never replies or foreign errors: redaction looks one
 * level deep, so it is the second line of defence and not the first.
 */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: [
        'password',
        'ticket',
        'token',
        'secret',
        'otp',
        '*.password',
        '*.ticket',
        '*.token',
        '*.secret',
        '*.otp',
        'headers.authorization',
        'headers.cookie',
        '*.headers',
      ],
      censor: '[hidden]',
    },
    serializers: { err: (error: unknown) => (error instanceof Error ? safeError(error) : { message: String(error) }) },
  })
}

/** Type, message and stack; none of the extra properties that libraries hang on their errors. */
const safeError = (error: Error) => {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack }
}
