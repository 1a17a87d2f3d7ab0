import type { FastifyReply, FastifyRequest } from 'fastify'

/** Names of our cookies. The __Host- prefix binds a cookie to this very host, and needs TLS. */
export const cookies = (secure: boolean) => {
  const name = (base: string) => (secure ? `__Host-${base}` : base)
  const options = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure }
  return {
    session: (request: FastifyRequest) => request.cookies[name('steward')],
    setSession: (reply: FastifyReply, id: string, maxAgeSec: number) =>
      reply.setCookie(name('steward'), id, { ...options, maxAge: maxAgeSec }),
    clearSession: (reply: FastifyReply) => reply.clearCookie(name('steward'), options),
    setup: (request: FastifyRequest) => request.cookies[name('steward-setup')],
    setSetup: (reply: FastifyReply, id: string) =>
      reply.setCookie(name('steward-setup'), id, { ...options, maxAge: 3600 }),
    clearSetup: (reply: FastifyReply) => reply.clearCookie(name('steward-setup'), options),
  }
}
export type Cookies = ReturnType<typeof cookies>
