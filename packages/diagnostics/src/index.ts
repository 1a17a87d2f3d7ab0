export {
  subjectKey,
  type AnyRule,
  type Area,
  type Evidence,
  type Profile,
  type Setting,
  type Severity,
  type Subject,
} from './define-rule.ts'
export { isMissing, type ByKey, type Facts, type Missing, type PartName, type Parts, type Read } from './facts.ts'
export type * from './facts.ts'
export { agentEnabled, bootOrderOf, dataDisksOf, disksOf, netsOf } from './guest-config.ts'
export { passedDevicesOf } from './guest-lint.ts'
export { rules } from './rules/index.ts'
export { shutdownForecast, type Forecast } from './stuck/forecast.ts'
export type { ActiveTask, Current, StuckAnswer, StuckFacts } from './stuck/facts.ts'
export { haStanceOf } from './stuck/ha-stance.ts'
export { whyStuck } from './stuck/why-stuck.ts'
export { fold, isOn, runRule, runRules, type Judged, type Outcome, type RunSettings, type Unseen } from './run-rules.ts'
