import { defineRule } from '../define-rule.ts'
import { agentEnabled } from '../guest-config.ts'
import { foundIn, isLinux, isRunning, isWindows, machinesOf } from '../guest-lint.ts'

/** Without the agent PVE can only press the power button, and a backup cannot ask the guest to write out its data. */
export const guestAgentOff = defineRule({
  id: 'guest-agent-off',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'install-guest-agent',
  learnMore: 'https://pve.proxmox.com/wiki/Qemu-guest-agent',
  check: (facts) =>
    machinesOf(facts)
      .filter((item) => isRunning(item) && (isLinux(item) || isWindows(item)) && !agentEnabled(item.config))
      // Switched on and waiting for the next start: that is told as a change that waits.
      .filter(({ config }) => !config.pending.some((row) => row.key === 'agent' && row.pending !== undefined))
      .map((item) => foundIn(item, ['agent', 'ostype'])),
})
