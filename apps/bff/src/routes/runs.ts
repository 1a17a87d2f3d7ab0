import type { FastifyRequest } from 'fastify'
import { signIn } from '@steward/pve-client'
import { exportPlan, offersFor, offerTitle, runbooks } from '@steward/runbooks'
import { AppError, toAppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import { inEnglish } from '../runs/words.ts'
import type { Drive } from '../runs/drive.ts'
import type { RootTickets } from '../runs/root-tickets.ts'
import type { Person, Viewer } from '../runs/person.ts'
import type { RunService } from '../runs/service.ts'
import { decisionsFor } from '../runs/views.ts'
import type { AuditLog } from '../store/audit.ts'
import type { Handlers } from './implement.ts'
import type { Who } from './who.ts'

type Names =
  | 'listRunbooks'
  | 'listOffers'
  | 'listRuns'
  | 'planRun'
  | 'exportRun'
  | 'startRun'
  | 'readRun'
  | 'decideRun'
  | 'signInForRun'
  | 'changeFreeze'
type Deps = { who: Who; clock: Clock; runs: RunService; drive: Drive; roots: RootTickets; audit: AuditLog }

export function runHandlers({ who, clock, runs, drive, roots, audit }: Deps): Pick<Handlers, Names> {
  /** Whoever changes something does it with a ticket of their own. */
  const personOf = (request: FastifyRequest, id: string): Person => {
    const { cluster, user, auth } = who.ticket(request, id)
    return { cluster, user, auth, sight: who.sight(request, id).sight, address: request.ip }
  }
  const viewerOf = (request: FastifyRequest, id: string): Viewer => {
    const { session, cluster, sight } = who.sight(request, id)
    return { cluster, sight, user: session.holders.get(id)?.user ?? 'terminal' }
  }

  return {
    listRunbooks: ({ params }, { request }) => {
      viewerOf(request, params.cluster)
      return runbooks.map(({ id }) => id)
    },
    listOffers: ({ params, query: { guide, vmid, rule, snapshot } }, { request }) => {
      const { sight } = viewerOf(request, params.cluster)
      const row = sight.feed.picture().guests.get(vmid)
      const guest = row ? sight.view.eyes.row.guests(row) : null
      if (!guest) return []
      const offers = offersFor({
        guide,
        subject: { kind: 'guest', id: vmid },
        ...(rule !== undefined && { rule }),
        ...(snapshot !== undefined && { params: { count: 1, snapshots: snapshot } }),
      })
      return offers.map((offer) => ({ ...offer, title: offerTitle(offer, guest.name ?? vmid) }))
    },
    listRuns: ({ params }, { request }) => runs.list(viewerOf(request, params.cluster)),
    planRun: ({ params, body }, { request }) => runs.plan(personOf(request, params.cluster), body),
    exportRun: async ({ params, body: { form, ...wanted } }, { request }) => {
      const { title, runbook, steps } = await runs.plan(personOf(request, params.cluster), wanted)
      return { form, ...exportPlan(form, { title, runbook, steps, words: inEnglish, input: wanted.input }) }
    },
    startRun: ({ params, body }, { request }) => runs.start(personOf(request, params.cluster), body),
    readRun: ({ params }, { request }) => runs.read(viewerOf(request, params.cluster), Number(params.run)),
    decideRun: async ({ params, body }, { request }) => {
      const person = personOf(request, params.cluster)
      await runs.decide(person, Number(params.run), body.what)
      await audit.append({
        at: seconds(clock),
        cluster: params.cluster,
        user: person.user,
        address: person.address,
        action: `run-decided-${body.what}`,
        calls: [],
        outcome: 'done',
        detail: `R-${params.run}`,
      })
      return { ok: true }
    },
    signInForRun: async ({ params, body }, { request }) => {
      const person = personOf(request, params.cluster)
      const { cluster, user, address } = person
      const id = Number(params.run)
      const { record, plan } = await runs.find(person, id)
      if (!decisionsFor(record, person).signInAsRoot)
        throw new AppError('run-decision-late', 'This run does not wait for root.')
      const noteRootSignIn = (outcome: 'done' | 'refused') =>
        audit.append({
          at: seconds(clock),
          cluster: params.cluster,
          user,
          address,
          action: 'run-root-sign-in',
          calls: [],
          outcome,
          detail: `R-${id}`,
        })
      const result = await signIn(cluster.transport, {
        username: 'root',
        realm: 'pam',
        password: body.password,
        ...(body.otp !== undefined && { otp: body.otp }),
      }).catch(async (error: unknown) => {
        if (toAppError(error)?.code !== 'signed-out') throw error
        await noteRootSignIn('refused')
        throw new AppError('sign-in-refused', 'PVE did not accept this password of root@pam.')
      })
      if (result.kind === 'tfa')
        throw new AppError('second-factor-refused', 'root@pam has a second factor: give its code too.')
      roots.put(id, user, result.auth)
      await noteRootSignIn('done')
      drive.go(record, plan)
      return { ok: true }
    },
    changeFreeze: async ({ params, body }, { request }) => {
      const { address } = who.requireSettings(request, params.cluster)
      // Somebody may be signed in to several clusters, in each under another name.
      const { cluster, user } = who.ticket(request, params.cluster)
      const now = seconds(clock)
      if (body.frozen && body.until !== undefined && body.until !== null && body.until <= now)
        throw new AppError('bad-input', 'The end of the freeze is already past.', { fields: { until: 'past' } })
      const freeze = body.frozen ? { by: user, at: now, until: body.until ?? null, reason: body.reason ?? '' } : null
      await cluster.changeFreeze(freeze)
      await audit.append({
        at: now,
        cluster: params.cluster,
        user,
        address,
        action: body.frozen ? 'freeze' : 'thaw',
        calls: [],
        outcome: 'done',
        detail: body.reason ?? '',
      })
      if (!body.frozen) drive.wake()
      return { ok: true }
    },
  }
}
