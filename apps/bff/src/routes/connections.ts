import type { AuditRow } from '@steward/contracts'
import { AppError } from '../app-error.ts'
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
  | 'checkAudit'

export function connectionHandlers({
  service,
  who,
  audit,
  isDemo,
}: {
  service: ConnectionService
  who: Who
  audit: AuditLog
  isDemo: boolean
}): Pick<Handlers, Names> {
  return {
    probeAddress({ body }, { request }) {
      who.requireSettings(request, null)
      return service.probe(body.address)
    },
    createConnection: ({ body }, { request }) => service.create(body, who.requireSettings(request, null)),
    listConnections: (_args, { request }) => who.settled(request).map((cluster) => cluster.connection()),
    updateConnection: ({ params, body }, { request }) =>
      service.update(params.cluster, body, who.requireSettings(request, params.cluster)),
    repinEndpoint: ({ params, body }, { request }) =>
      service.repin(params.cluster, body, who.requireTrust(request, params.cluster)),
    readWithSignIn: ({ params }, { request }) =>
      service.readWithSignIn(params.cluster, who.requireSettings(request, params.cluster)),
    planReader({ params }, { request }) {
      who.requireSettings(request, params.cluster)
      return service.planReader(params.cluster)
    },
    makeReader: ({ params, body }, { request }) =>
      service.makeReader(params.cluster, body, who.requireSettings(request, params.cluster)),
    pasteToken: ({ params, body }, { request }) =>
      service.pasteToken(params.cluster, body.token, who.requireSettings(request, params.cluster)),
    planRemoval({ params }, { request }) {
      who.requireSettings(request, params.cluster)
      return service.planRemoval(params.cluster)
    },
    removeConnection({ params, body }, { request }) {
      const actor = who.requireSettings(request, params.cluster)
      // Without its simulated cluster nothing is left of a demo but a set-up page that leads nowhere.
      if (isDemo) throw new AppError('demo-keeps-cluster', 'The demo has only this cluster; it cannot be disconnected.')
      const auth = who.session(request)?.holders.get(params.cluster)?.auth ?? null
      return service.remove(params.cluster, body.removeReader, { actor, auth })
    },
    async listAudit({ query }, { request }): Promise<AuditRow[]> {
      who.requireSettings(request, null)
      return audit.list(query.before, query.text)
    },
    checkAudit(_args, { request }) {
      who.requireSettings(request, null)
      return audit.check()
    },
  }
}
