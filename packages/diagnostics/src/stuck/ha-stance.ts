import { isDead } from '../ha.ts'
import { isMissing } from '../facts.ts'
import type { StuckFacts } from './facts.ts'

/**
 * What HA would do with this guest now. `ignored` services are left alone like those it does not know; `frozen` is what
 * disarming makes of them; while the manager of the node is dead, requests end "OK" and nothing happens
 * (pve-ha-manager: src/PVE/HA/Manager.pm, src/PVE/API2/HA/Status.pm).
 */
export type HaStance = 'none' | 'managed' | 'error' | 'frozen' | 'dead'

/** `state` says more than `crm_state`: "ignored", "deleting" and "clearing error flag" are only there. */
export const haStateOf = ({ ha, guest }: Pick<StuckFacts, 'ha' | 'guest'>): string =>
  isMissing(ha) ? '' : (ha.service?.state ?? ha.service?.crm_state ?? guest.ha ?? '')

/** null where HA could not be read. */
export function haStanceOf(facts: Pick<StuckFacts, 'ha' | 'guest'>): HaStance | null {
  const { ha } = facts
  if (isMissing(ha)) return null
  const state = haStateOf(facts)
  if (ha.service === null || state === 'ignored' || ha.service.request_state === 'ignored') return 'none'
  if (state === 'error') return 'error'
  if (ha.manager !== null && isDead(ha.manager)) return 'dead'
  return state === 'freeze' ? 'frozen' : 'managed'
}
