import type { FindingRow } from '@steward/contracts'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import { readStuck } from '../diagnosis/stuck.ts'
import type { AuditLog } from '../store/audit.ts'
import type { Handlers } from './implement.ts'
import type { Who } from './who.ts'
import type { FastifyRequest } from 'fastify'

type Names =
  | 'readStuck'
  | 'listFindings'
  | 'listRules'
  | 'changeRules'
  | 'snoozeFinding'
  | 'markFinding'
  | 'reopenFinding'
type Deps = { who: Who; clock: Clock; audit: AuditLog }

export function findingHandlers({ who, clock, audit }: Deps): Pick<Handlers, Names> {
  /** What is noted about a finding is seen by all, so it needs the right to change settings. */
  async function note(
    request: FastifyRequest,
    cluster: string,
    id: string,
    change: (
      held: FindingRow,
      by: string,
    ) => Pick<FindingRow, 'snooze' | 'onPurpose'> & { action: string; detail: string },
  ) {
    const actor = who.requireSettings(request, cluster)
    const { sight } = who.sight(request, cluster)
    const held = sight.diagnosis.findings().get(id)
    if (!held) throw new AppError('not-found', 'This finding is not there any more.')
    const { action, detail, ...values } = change(held, actor.user)
    await sight.diagnosis.change(id, values)
    sight.refresh()
    await audit.append({
      at: seconds(clock),
      cluster,
      user: actor.user,
      address: actor.address,
      action,
      calls: [],
      outcome: 'done',
      detail: `${id} ${detail}`.trim(),
    })
    return { ok: true as const }
  }

  return {
    listFindings: async ({ params }, { request }) =>
      (await who.readingSight(request, params.cluster)).view.bytes('findings'),
    readStuck: async ({ params }, { request }) => {
      const { cluster, user, auth } = who.ticket(request, params.cluster)
      const { sight } = who.sight(request, params.cluster)
      return readStuck({
        cluster,
        sight,
        api: cluster.api(auth),
        rights: cluster.viewers.get(user)?.rights ?? {},
        vmid: params.vmid,
        clock,
      })
    },
    async listRules({ params }, { request }) {
      const sight = await who.readingSight(request, params.cluster)
      const reply = sight.diagnosis.rules()
      // Names of nodes and guests that could not be looked at are for those who may see everything.
      return sight.view.eyes.key === 'all'
        ? reply
        : {
            ...reply,
            rules: reply.rules.map((rule) => ({
              ...rule,
              findings: 0,
              unseen: [],
              why: rule.why ? { ...rule.why, message: '' } : null,
            })),
          }
    },
    async changeRules({ params, body }, { request }) {
      const actor = who.requireSettings(request, params.cluster)
      const { sight } = who.sight(request, params.cluster)
      await sight.diagnosis.changeSettings(body)
      sight.refresh()
      await audit.append({
        at: seconds(clock),
        cluster: params.cluster,
        user: actor.user,
        address: actor.address,
        action: 'rules-changed',
        calls: [],
        outcome: 'done',
        detail: JSON.stringify(body).slice(0, 500),
      })
      return sight.diagnosis.rules()
    },
    snoozeFinding: ({ params, body }, { request }) => {
      if (body.until <= seconds(clock))
        throw new AppError('bad-input', 'The end of a snooze lies in the future.', { fields: { until: 'in the past' } })
      return note(request, params.cluster, body.id, (held, by) => ({
        snooze: { until: body.until, reason: body.reason, by },
        onPurpose: held.onPurpose,
        action: 'finding-snoozed',
        detail: body.reason,
      }))
    },
    markFinding: ({ params, body }, { request }) =>
      note(request, params.cluster, body.id, (held, by) => ({
        snooze: held.snooze,
        onPurpose: { at: seconds(clock), reason: body.reason, by },
        action: 'finding-on-purpose',
        detail: body.reason,
      })),
    reopenFinding: ({ params, body }, { request }) =>
      note(request, params.cluster, body.id, () => ({
        snooze: null,
        onPurpose: null,
        action: 'finding-reopened',
        detail: '',
      })),
  }
}
