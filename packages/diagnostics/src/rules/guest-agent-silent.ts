import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { agentEnabled } from '../guest-config.ts'
import type { Facts } from '../facts.ts'
import { foundIn, isRunning } from '../guest-lint.ts'
import { remember } from '../remember.ts'
import { siftMachines } from '../sift.ts'

const startUpSec = 180
const enabled = siftMachines((config) => (agentEnabled(config) ? true : null))
const silentOf = remember(
  (agents: Facts['agents']) => new Map([...agents.read].filter(([, agent]) => !agent.value.answers)),
)

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
  check: (facts) => {
    const silent = silentOf(facts.agents)
    if (silent.size === 0) return []
    return enabled(facts).flatMap(({ item }) => {
      const agent = silent.get(item.guest.id)
      const { startedAt } = item.guest
      if (!agent || !isRunning(item)) return []
      if (startedAt === null || agent.readAt - startedAt <= startUpSec) return []
      // The guest went off in that moment: nothing was learned about its agent.
      if (/VM \d+ (is )?not running/.test(agent.value.message ?? '')) return []
      return [foundIn(item, ['agent'], { evidence: [seen(agent, 'agent ping', agent.value.message)] })]
    })
  },
})
