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
  {
    runbook: 'guest-clear-lock',
    scenario: 'stale-locks',
    input: { vmid: 109 },
    bySsh: { type: 'guest-set', vmid: 109, lock: null },
  },
  { runbook: 'guest-snapshot', scenario: 'healthy', input: { vmid: 101, name: 'before-upgrade', memory: true } },
  { runbook: 'guest-snapshot-delete', scenario: 'home-lab', input: { vmid: 110, name: 'before-update' } },
  { runbook: 'guest-rollback', scenario: 'home-lab', input: { vmid: 110, name: 'before-update' } },
  { runbook: 'guest-backup', scenario: 'healthy', input: { vmid: 101, storage: 'nas' } },
  { runbook: 'guest-migrate', scenario: 'healthy', input: { vmid: 101, target: 'beech' } },
  {
    runbook: 'guest-config',
    scenario: 'healthy',
    input: { vmid: 101, set: { cores: '3', description: 'kept' }, remove: ['tags'] },
  },
  { runbook: 'guest-disk-grow', scenario: 'healthy', input: { vmid: 101, disk: 'scsi0', gib: 64 } },
  { runbook: 'guest-delete', scenario: 'stale-locks', input: { vmid: 103 } },
  { runbook: 'node-power', scenario: 'healthy', input: { node: 'chestnut', command: 'reboot' } },
]
