import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'
import { answer } from './errors.ts'

/** Serves the built web app. Hashed files may be kept for ever; the pages themselves are asked for anew each time. */
export async function installStaticWeb(app: FastifyInstance, webDir: string) {
  if (!existsSync(join(webDir, 'index.html'))) {
    app.log.warn('the web app is not built; only the API is served')
    return
  }
  await app.register(fastifyStatic, {
    root: webDir,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? '')
    if (page) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return answer(
      new AppError('not-found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
      request,
      reply,
    )
  })
}
