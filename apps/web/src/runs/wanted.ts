import type { planSearch } from '../routes/search.ts'

/** What is to be planned, as an address says it. */
export type Wanted = { runbook: string; input: unknown }

export const powerOfMany = ['start', 'shutdown', 'reboot', 'stop'] as const
export type PowerOfMany = (typeof powerOfMany)[number]

/** PVE and Steward could take more; a plan that nobody can read is none. */
export const manyAtMost = 1000

type Search = ReturnType<typeof planSearch>

/** One runbook with its input. */
export const toSearch = ({ runbook, input }: Wanted): Search => ({ runbook, input: JSON.stringify(input) })

/** Power for many guests, short: hundreds of them must fit into an address. */
export const manySearch = (action: PowerOfMany, vmids: readonly number[], perNode?: number): Search => ({
  runbook: 'many',
  action,
  guests: vmids.join('.'),
  ...(perNode === undefined ? {} : { perNode: String(perNode) }),
})

/** Reads an address back; null when it names nothing that could be planned. The server checks the rest. */
export function toWanted({ runbook, input, action, guests, perNode }: Search): Wanted | null {
  if (runbook === undefined) return null
  if (runbook === 'many' && action !== undefined && guests !== undefined) {
    const vmids = guests.split('.').map(Number)
    if (vmids.some((vmid) => !Number.isSafeInteger(vmid) || vmid < 100)) return null
    const runs = vmids.map((vmid) => ({ runbook: 'guest-power', input: { vmid, action } }))
    const atATime = Number(perNode)
    return { runbook, input: { runs, ...(atATime >= 1 ? { perNode: atATime } : {}) } }
  }
  try {
    return { runbook, input: JSON.parse(input ?? '') }
  } catch {
    return null
  }
}

/**
 * A key for one press of the button. Over plain http, as in many homes, there is no `randomUUID`, but there is
 * randomness.
 */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
