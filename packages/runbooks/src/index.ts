export {
  byHand,
  isSecretName,
  toPlanned,
  wireValue,
  type Act,
  type PersonAct,
  type PveAct,
  type ShellAct,
  type WayOf,
} from './acts.ts'
export { fixes } from './guest/fixes.ts'
export {
  commandInput,
  commandText,
  commandWords,
  failsWhole,
  lockFileOf,
  pveServices,
  riskOf,
  shellCommandNames,
  timeoutSecOf,
  type ShellCommand,
} from './channel/commands.ts'
export type { Json, Need, Runbook, Step } from './define-runbook.ts'
export { advance } from './engine/advance.ts'
export { LookRefused, Overtaken, PveAway, TicketGone, type LogLine, type Ports, type Sent } from './engine/ports.ts'
export type * from './look.ts'
export { ManyInput, manyId, manyTitle } from './many.ts'
export { offerTitle } from './offer-titles.ts'
export { offersByGuide, offersFor, type Offer, type OfferFor } from './offers.ts'
export { say } from './say.ts'
export { makePlan, toPlannedStep, type Planned } from './plan.ts'
export { exportPlan } from './export/export.ts'
export {
  chooseRetry,
  chooseUndo,
  isOver,
  mayGoBack,
  mayHaveChanged,
  newStep,
  wasSent,
  type Intent,
  type RunRecord,
  type StepRecord,
} from './record.ts'
export { findRunbook, runbooks } from './registry.ts'
