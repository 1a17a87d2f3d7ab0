import type { ErrorBody } from '@steward/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError, toAppError } from '../app-error.ts'

/** One place that turns any error into an answer. What is not ours becomes `internal`: details stay in the log. */
export function installErrors(app: FastifyInstance) {
  app.setErrorHandler((error: FastifyError, request, reply) => answer(toKnown(error, request), request, reply))
}

/** For everything that no route and no file answers. */
export const notFound = (request: FastifyRequest) =>
  new AppError('not-found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`)

export function answer(error: AppError, request: FastifyRequest, reply: FastifyReply) {
  const body: ErrorBody = {
    code: error.code,
    message: error.message,
    requestId: request.id,
    ...(error.fields ? { fields: error.fields } : {}),
    ...(error.pve ? { pve: error.pve } : {}),
  }
  // Past the serialiser on purpose: an error has one shape whatever the route answers.
  return reply.code(error.status).type('application/json').send(JSON.stringify(body))
}

export function toKnown(error: FastifyError, request: FastifyRequest): AppError {
  const known = toAppError(error)
  if (known) return known
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = Object.fromEntries(
      error.validation.map((issue) => [
        issue.instancePath.split('/').filter(Boolean).join('.') || 'body',
        issue.message ?? 'invalid',
      ]),
    )
    return new AppError('bad-input', 'The request has a value that cannot be used.', { fields })
  }
  if (error.statusCode === 429)
    return new AppError('too-many-requests', 'Too many requests. Wait a moment and try again.')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new AppError('bad-input', error.message)
  request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed unexpectedly')
  return new AppError('internal', 'Something went wrong inside Steward. The log has the details under this request id.')
}
