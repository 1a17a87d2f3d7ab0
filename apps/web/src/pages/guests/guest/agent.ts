import type { ApiError } from '../../../api/client.ts'
import type { WireAgent, WireInterface } from './wire.ts'

export type AgentRefusal = 'notConfigured' | 'notRunning' | 'guestOff' | 'timeout' | 'blocked'

// The words of qemu-server (PVE/QemuServer/Agent.pm); "VM 100 is not running" must not be taken for the agent's.
const refusals: readonly [RegExp, AgentRefusal][] = [
  [/No QEMU guest agent configured/i, 'notConfigured'],
  [/guest agent is not running/i, 'notRunning'],
  [/unable to open monitor socket/i, 'notRunning'],
  [/got timeout/i, 'timeout'],
  [/(?:VM|CT) \d+ (?:is )?not running/i, 'guestOff'],
]

/** Why the guest did not tell; null when the reason is another one. */
export function refusalOf(error: ApiError): AgentRefusal | null {
  if (error.code === 'pve-timeout') return 'timeout'
  const said = error.body?.pve?.message ?? error.message
  return refusals.find(([words]) => words.test(said))?.[1] ?? null
}

export type Told = { name: string; mac: string | null; addresses: string[] }

/** The agent's own refusal arrives as a success. */
export function readAgent(reply: WireAgent | WireInterface[]): Told[] | 'blocked' {
  const list = Array.isArray(reply) ? reply : reply.result
  if (!Array.isArray(list)) return 'blocked'
  return list
    .filter(({ name }) => name !== 'lo')
    .map((one) => ({
      name: one.name,
      mac: one['hardware-address'] ?? one.hwaddr ?? null,
      addresses: [
        ...(one['ip-addresses'] ?? []).map((address) =>
          address.prefix === undefined ? address['ip-address'] : `${address['ip-address']}/${address.prefix}`,
        ),
        ...(one['ip-addresses'] ? [] : [one.inet, one.inet6].filter((address) => address !== undefined)),
      ],
    }))
}
