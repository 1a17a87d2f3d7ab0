import type { AuditRow } from '@steward/contracts'
import type { Registry } from '../clusters/registry.ts'
import type { ConnectionService } from '../services/connections.ts'
import type { AuditLog } from '../store/audit.ts'
import type { Handlers } from './implement.ts'
import type { Who } from './who.ts'

type Names =
  | 'probeAddress'
  | 'createConnection'
  | 'listConnections'
  | 'updateConnection'
  | 'repinEndpoint'
  | 'readWithSignIn'
  | 'planReader'
  | 'makeReader'
  | 'pasteToken'
  | 'planRemoval'
  | 'removeConnection'
  | 'listAudit'

export function connectionHandlers({
  registry,
  service,
  who,
  audit,
}: {
  registry: Registry
  service: ConnectionService
  who: Who
  audit: AuditLog
}): Pick<Handlers, Names> {
  return {
    probeAddress({ body }, { request }) {
      who.requireSettings(request, null)
      return service.probe(body.address)
    },
    createConnection: ({ body }, { request }) => service.create(body, who.requireSettings(request, null)),
    listConnections(_args, { request }) {
      who.requireSettings(request, null)
      return registry.all().map((cluster) => cluster.connection())
    },
    updateConnection: ({ params, body }, { request }) =>
      service.update(params.cluster, body, who.requireSettings(request, settingsOf(registry, params.cluster))),
    repinEndpoint: ({ params, body }, { request }) =>
      service.repin(params.cluster, body, who.requireSettings(request, null)),
    readWithSignIn: ({ params }, { request }) =>
      service.readWithSignIn(params.cluster, who.requireSettings(request, settingsOf(registry, params.cluster))),
    planReader({ params }, { request }) {
      who.requireSettings(request, settingsOf(registry, params.cluster))
      return service.planReader(params.cluster)
    },
    makeReader: ({ params, body }, { request }) =>
      service.makeReader(params.cluster, body, who.requireSettings(request, settingsOf(registry, params.cluster))),
    pasteToken: ({ params, body }, { request }) =>
      service.pasteToken(
        params.cluster,
        body.token,
        who.requireSettings(request, settingsOf(registry, params.cluster)),
      ),
    planRemoval({ params }, { request }) {
      who.requireSettings(request, settingsOf(registry, params.cluster))
      return service.planRemoval(params.cluster)
    },
    removeConnection({ params, body }, { request }) {
      const actor = who.requireSettings(request, settingsOf(registry, params.cluster))
      const auth = who.session(request)?.holders.get(params.cluster)?.auth ?? null
      return service.remove(params.cluster, body.removeReader, { actor, auth })
    },
    async listAudit({ query }, { request }): Promise<AuditRow[]> {
      who.requireSettings(request, null)
      return audit.list(query.before)
    },
  }
}

/** A connection that is still being set up belongs to whoever may add clusters; a working one to its own admins. */
const settingsOf = (registry: Registry, id: string) => (registry.get(id).record.reading === null ? null : id)
