import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answer, notFound } from './errors.ts'

/**
 * Serves the built web app; null or a folder without it serves the API alone. Hashed files may be kept for ever, the
 * pages themselves are asked for anew each time. Addresses of pages that only the browser knows get the start page.
 */
export async function installStaticWeb(app: FastifyInstance, webDir: string | null) {
  const built = webDir !== null && existsSync(join(webDir, 'index.html'))
  app.setNotFoundHandler((request, reply) => {
    if (built && isPage(request)) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return answer(notFound(request), request, reply)
  })
  if (!built) {
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
}

function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  // Files lie at the top or under /assets/; deeper addresses are pages, and names in them may have dots ("backup.nas").
  const isFile = path.startsWith('/assets/') || /^\/[^/]*\.[a-z0-9]+$/i.test(path)
  return request.method === 'GET' && !path.startsWith('/api/') && !isFile
}
