import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { agentEnabled } from '../guest-config.ts'
import { foundIn, isRunning, machinesOf } from '../guest-lint.ts'

const startUpSec = 180

/**
 * PVE asks the agent first whenever it shuts a guest down and waits for an answer. The ping counts only when it was made
 * a while after the start: a guest that still boots is silent too.
 */
export const guestAgentSilent = defineRule({
  id: 'guest-agent-silent',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'agents'],
  fix: 'install-guest-agent',
  learnMore: 'https://pve.proxmox.com/wiki/Qemu-guest-agent',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const agent = facts.agents.read.get(item.guest.id)
      const { startedAt } = item.guest
      if (!agent || agent.value.answers || !isRunning(item) || !agentEnabled(item.config)) return []
      if (startedAt === null || agent.readAt - startedAt <= startUpSec) return []
      // The guest went off in that moment: nothing was learned about its agent.
      if (/VM \d+ (is )?not running/.test(agent.value.message ?? '')) return []
      return [foundIn(item, ['agent'], { evidence: [seen(agent, 'agent ping', agent.value.message)] })]
    }),
})
