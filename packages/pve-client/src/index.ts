export { createApi, type CallOptions, type PveApi, type PveReply, type RawCall } from './api.ts'
export type { PveAuth, TicketAuth } from './auth.ts'
export { calls, type CallArgs, type CallName, type CallReply } from './calls.ts'
export { isPrivateAddress, normalizeFingerprint, parseAddress, type PveEndpoint } from './endpoint.ts'
export { PveError, type PveErrorKind } from './errors.ts'
export type { Timeouts } from './exchange.ts'
export {
  createTransport,
  type EndpointHealth,
  type PveTransport,
  type RequestRecord,
  type TransportOptions,
} from './transport.ts'
export { probeCertificate, type ProbedCertificate } from './certificate.ts'
export {
  answerTfa,
  renewTicket,
  signIn,
  type SignInOptions,
  type TfaMethod,
  type TfaRequired,
  type TicketResult,
} from './sign-in.ts'
export { toTaskEnd, waitForTask, type TaskEnd, type WaitOptions } from './tasks.ts'
export { formatUpid, parseUpid, type Upid } from './upid.ts'
export { versionDifferences, type VersionDifference } from './versions.ts'
export { cleanText } from './text.ts'
export { ConnectFailure, guardedLookup } from './connector.ts'
