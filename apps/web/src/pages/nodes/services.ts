import type { WireService } from './wire.ts'

export type ServiceState = 'running' | 'dead' | 'failed' | 'off' | 'absent' | 'oneshot' | 'other'

/** PVE lists services that are not installed or are masked beside those that should run (pve-manager: PVE/API2/Services.pm). */
export function serviceState(service: WireService): ServiceState {
  const unit = service['unit-state']
  const active = service['active-state']
  if (service.state === 'running') return 'running'
  if (service.state === 'failed' || active === 'failed') return 'failed'
  if (unit === 'not-found') return 'absent'
  // A unit may have done its work and be gone for good.
  if (active === 'active') return 'oneshot'
  if (service.state !== 'dead') return 'other'
  return unit === 'enabled' ? 'dead' : 'off'
}

export const needsHand = (state: ServiceState): boolean => state === 'dead' || state === 'failed'
