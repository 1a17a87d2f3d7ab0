import { defineRule } from '../define-rule.ts'
import { agentEnabled } from '../guest-config.ts'
import { foundIn, isLinux, isRunning, isWindows } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const withoutAgent = siftMachines((config) => {
  if (agentEnabled(config) || !(isLinux({ config }) || isWindows({ config }))) return null
  // Switched on and waiting for the next start: that is told as a change that waits.
  return config.pending.some((row) => row.key === 'agent' && row.pending !== undefined) ? null : true
})

/** Without the agent PVE can only press the power button, and a backup cannot ask the guest to write out its data. */
export const guestAgentOff = defineRule({
  id: 'guest-agent-off',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'install-guest-agent',
  learnMore: 'https://pve.proxmox.com/wiki/Qemu-guest-agent',
  check: (facts) =>
    withoutAgent(facts)
      .filter(({ item }) => isRunning(item))
      .map(({ item }) => foundIn(item, ['agent', 'ostype'])),
})
