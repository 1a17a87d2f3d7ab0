export type CertificateState = 'fine' | 'soon' | 'over' | 'unknown'

const day = 86_400
/** PVE renews its own certificates two weeks before their end, so this leaves time to find out why it did not. */
const soonDays = 14

export function certificateState(notAfter: number | undefined, now: number): { state: CertificateState; days: number } {
  if (notAfter === undefined) return { state: 'unknown', days: 0 }
  const days = Math.floor((notAfter - now) / day)
  if (notAfter <= now) return { state: 'over', days }
  return { state: days < soonDays ? 'soon' : 'fine', days }
}
