import type { Case } from './harness.ts'

/** At least one world for each runbook in which it can be carried out; more where its steps differ. */
export const cases: readonly Case[] = [
  { runbook: 'guest-power', scenario: 'hung-shutdown', input: { vmid: 105, action: 'shutdown' } },
  { runbook: 'guest-power', scenario: 'hung-shutdown', input: { vmid: 105, action: 'reboot' } },
  { runbook: 'guest-rescue', scenario: 'hung-shutdown', input: { vmid: 101, after: 'off' } },
  { runbook: 'guest-rescue', scenario: 'hung-shutdown', input: { vmid: 102, after: 'off' } },
  { runbook: 'guest-rescue', scenario: 'hung-shutdown', input: { vmid: 104, after: 'start' } },
  { runbook: 'guest-clear-lock', scenario: 'stale-locks', input: { vmid: 101 } },
  {
    runbook: 'guest-clear-lock',
    scenario: 'stale-locks',
    input: { vmid: 108 },
    byHand: { type: 'guest-set', vmid: 108, lock: null },
  },
]
