import type { Said } from '@steward/contracts'
import type { Json } from './define-runbook.ts'
import { fixes } from './guest/fixes.ts'
import { powerActions, type PowerAction } from './guest/power.ts'
import type { Offer } from './offers.ts'
import { say } from './say.ts'

/** What an offer says before it is planned: the title its plan will bear, with the guest's name. */
export function offerTitle({ runbook, input }: Offer, name: string): Said {
  const params = { name }
  const of = (key: string): string => textOf(input, key)
  switch (runbook) {
    case 'guest-rescue':
      return of('after') === 'start' ? say('offer.rescue-start', params) : say('rescue.title', params)
    case 'guest-power':
      return powerTitle(of('action'), params)
    case 'guest-clear-lock':
      return say('lock.title', params)
    case 'guest-delete':
      return say('delete.title', params)
    case 'guest-discard-hibernation':
      return say('hibernation.title', params)
    case 'guest-agent':
      return say('agent.title', params)
    case 'guest-cloudinit':
      return say('cloudinit.title', params)
    case 'guest-boot-order':
      return say('boot.title', params)
    case 'guest-fix':
      return say(fixes[of('rule')]?.title ?? 'offer.any', params)
    case 'guest-snapshot-delete':
      return say('snapshot.title-delete', { ...params, snapshot: of('name') })
    case 'ha-clear-error':
      return of('wanted') === 'started' ? say('offer.ha-started', params) : say('offer.ha-stopped', params)
    default:
      return say('offer.any', params)
  }
}

const powerTitle = (action: string, params: { name: string }): Said =>
  isPower(action) ? say(`power.title-${action}`, params) : say('offer.any', params)

function textOf(input: Json, key: string): string {
  const entries = typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.entries(input) : []
  const found = entries.find(([name]) => name === key)?.[1]
  return typeof found === 'string' ? found : ''
}

const isPower = (action: string): action is PowerAction => powerActions.some((known) => known === action)
